// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// A service's OpenAPI document, as far as tests ask about it.
struct OpenAPIDescription {
  /// What one operation documents for one status.
  struct Answer: Hashable, Comparable, CustomStringConvertible {
    let method: String
    let path: String
    let status: Int

    var description: String { "\(method) \(path) \(status)" }

    static func < (first: Answer, second: Answer) -> Bool {
      first.description < second.description
    }
  }

  private let root: [String: Any]

  /// Reads a document.
  init(_ bytes: [UInt8]) throws {
    root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
  }

  /// The version of OpenAPI.
  var version: String? { root["openapi"] as? String }

  /// Every answer that is documented.
  var answers: Set<Answer> {
    var answers: Set<Answer> = []
    for (path, item) in objects(root["paths"]) {
      for (method, operation) in item where Self.methods.contains(method) {
        let responses = (operation as? [String: Any])?["responses"]
        for (status, _) in objects(responses) {
          answers.insert(
            Answer(method: method.uppercased(), path: path, status: Int(status) ?? 0))
        }
      }
    }
    return answers
  }

  /// The roles of every operation by its id; `nil` where no key is asked for.
  var roles: [String: Set<String>?] {
    var roles: [String: Set<String>?] = [:]
    for (_, item) in objects(root["paths"]) {
      for (_, operation) in objects(item) {
        guard let id = operation["operationId"] as? String else { continue }
        let isOpen = (operation["security"] as? [Any])?.isEmpty == true
        let names = operation["x-roles"] as? [String] ?? []
        roles[id] = .some(isOpen ? nil : Set(names))
      }
    }
    return roles
  }

  /// The methods of a path.
  func methods(of path: String) -> Set<String> {
    Set(
      objects(root["paths"])[path]?.keys.filter(Self.methods.contains).map { $0.uppercased() } ?? []
    )
  }

  /// What is wrong with a response, as far as the document says; empty when nothing is.
  func faults(of response: LoopbackResponse, to answer: Answer) -> [String] {
    let operation = objects(root["paths"])[answer.path]?[answer.method.lowercased()]
    let responses = objects((operation as? [String: Any])?["responses"])
    guard let documented = responses["\(answer.status)"].map(resolved) else {
      return ["\(answer) is not documented"]
    }
    var faults: [String] = []
    for (name, _) in objects(documented["headers"]) {
      let isOptional = ["Link", "Retry-After"].contains(name)
      if response.headers[name.lowercased()] == nil && !isOptional {
        faults.append("\(answer) lacks \(name)")
      }
    }
    let content = objects(documented["content"])
    let type = response.headers["content-type"]?.split(separator: ";").first.map(String.init)
    guard let type else { return content.isEmpty ? faults : faults + ["\(answer) has no type"] }
    guard let media = content[type] else { return faults + ["\(answer) has type \(type)"] }
    if let schema = media["schema"] as? [String: Any], type.hasSuffix("json") {
      let value = try? JSONSerialization.jsonObject(with: Data(response.body))
      faults += mismatches(value ?? "no JSON", schema, at: "\(answer) $")
    }
    return faults
  }

  private static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]

  private func objects(_ value: Any?) -> [String: [String: Any]] {
    (value as? [String: Any])?.compactMapValues { $0 as? [String: Any] } ?? [:]
  }

  /// The object itself, or what its `$ref` names.
  private func resolved(_ object: [String: Any]) -> [String: Any] {
    guard let reference = object["$ref"] as? String else { return object }
    var value: Any? = root
    for name in reference.split(separator: "/").dropFirst() {
      value = (value as? [String: Any])?[String(name)]
    }
    return value as? [String: Any] ?? [:]
  }

  /// Where a value departs from its schema; undocumented members count as well.
  private func mismatches(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    let schema = resolved(schema)
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
      guard schema["properties"] != nil else { return [] }
      let properties = objects(schema["properties"])
      let required = schema["required"] as? [String] ?? []
      var faults = required.filter { object[$0] == nil }.map { "\(place) lacks \($0)" }
      for (name, member) in object {
        if let property = properties[name] {
          faults += mismatches(member, property, at: "\(place).\(name)")
        } else {
          faults.append("\(place).\(name) is not documented")
        }
      }
      return faults
    case "array":
      guard let array = value as? [Any] else { return ["\(place) is no array"] }
      let items = schema["items"] as? [String: Any] ?? [:]
      return array.flatMap { mismatches($0, items, at: "\(place)[]") }
    case "string":
      guard let text = value as? String else { return ["\(place) is no string"] }
      if let choices = schema["enum"] as? [String], !choices.contains(text) {
        return ["\(place) is \(text)"]
      }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        return ["\(place) is \(text), not \(pattern)"]
      }
      return []
    case "integer", "number":
      guard let number = value as? Double ?? (value as? Int).map(Double.init) else {
        return ["\(place) is no number"]
      }
      let least = (schema["minimum"] as? Double) ?? (schema["minimum"] as? Int).map(Double.init)
      let most = (schema["maximum"] as? Double) ?? (schema["maximum"] as? Int).map(Double.init)
      let isInside = number >= least ?? -.infinity && number <= most ?? .infinity
      return isInside ? [] : ["\(place) is \(number)"]
    case "boolean":
      return value is Bool ? [] : ["\(place) is no boolean"]
    case _:
      return ["\(place) has a schema without a type"]
    }
  }
}
