// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

@Suite struct MetricsTests {
  @Test func `Requests are counted by route, method and status, and their times in buckets`() {
    let metrics = RequestMetrics()
    let route = RequestMetrics.Route(path: "/v1/designs/{id}", method: "GET")
    for (status, seconds) in [(200, 0.004), (200, 0.005), (404, 0.3), (200, 60)] {
      metrics.begin()
      metrics.end(route, status: status, seconds: seconds)
    }
    metrics.begin()
    var text = PrometheusText()
    metrics.write(to: &text)
    let lines = text.text.split(separator: "\n").map(String.init)
    let labels = "route=\"/v1/designs/{id}\",method=\"GET\""
    let histogram = "selvedge_http_request_duration_seconds"
    for line in [
      "# TYPE selvedge_http_requests_total counter",
      "selvedge_http_requests_total{\(labels),status=\"200\"} 3",
      "selvedge_http_requests_total{\(labels),status=\"404\"} 1",
      "# TYPE \(histogram) histogram",
      "\(histogram)_bucket{\(labels),le=\"0.005\"} 2",
      "\(histogram)_bucket{\(labels),le=\"0.25\"} 2",
      "\(histogram)_bucket{\(labels),le=\"0.5\"} 3",
      "\(histogram)_bucket{\(labels),le=\"10.0\"} 3",
      "\(histogram)_bucket{\(labels),le=\"+Inf\"} 4",
      "\(histogram)_count{\(labels)} 4",
      "selvedge_http_requests_in_flight 1",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test func `Label values are escaped`() {
    var text = PrometheusText()
    text.sample("m", [("l", "a\"b\\c\nd")], 1)
    #expect(text.text == "m{l=\"a\\\"b\\\\c\\nd\"} 1\n")
  }
}
