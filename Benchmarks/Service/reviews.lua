-- Selvedge: leads and evidence on the copyright similarity of designs.
-- Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
--
-- SPDX-License-Identifier: Apache-2.0
--

-- Looks registered files up again and again, as raw bodies and as forms, and checks every answer:
-- its first match must be the file that was sent. See README.md for how to run it.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local function escaped(name)
  return (name:gsub("[^%w%-%._~]", function(byte)
    return string.format("%%%02X", string.byte(byte))
  end))
end

function init(files)
  right, refused, wrong, failed, turn = 0, 0, 0, 0, 0
  requests = {}
  local keep = os.getenv("KEEP") or "true"
  for _, path in ipairs(files) do
    local file = assert(io.open(path, "rb"))
    local bytes = file:read("*a")
    file:close()
    local name = path:match("[^/]+$")
    requests[#requests + 1] = wrk.format(
      "POST", "/v1/reviews?keep=" .. keep .. "&file=" .. escaped(name),
      { ["Content-Type"] = "application/octet-stream" }, bytes)
    requests[#requests + 1] = wrk.format(
      "POST", "/v1/reviews?keep=" .. keep,
      { ["Content-Type"] = "multipart/form-data; boundary=frontier" },
      "--frontier\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" .. name
        .. "\"\r\n\r\n" .. bytes .. "\r\n--frontier--\r\n")
  end
  assert(#requests > 0, "name the registered files after --")
end

function request()
  turn = turn + 1
  return requests[turn % #requests + 1]
end

function response(status, headers, body)
  if status == 503 and headers["Retry-After"] then
    refused = refused + 1
  elseif status == 200 or status == 201 then
    local asked = body:match('"query":{"file":"(.-)"')
    local found = body:match('"matches":%[{.-"file":"(.-)","flagged":true')
    if asked and asked == found then
      right = right + 1
    else
      wrong = wrong + 1
    end
  else
    failed = failed + 1
  end
end

function done(summary, latency, _)
  local totals = { right = 0, refused = 0, wrong = 0, failed = 0 }
  for _, thread in ipairs(threads) do
    for name, total in pairs(totals) do
      totals[name] = total + thread:get(name)
    end
  end
  local errors = summary.errors
  print(string.format(
    "right %d, refused with Retry-After %d, wrong %d, failed %d, connections lost %d",
    totals.right, totals.refused, totals.wrong, totals.failed,
    errors.connect + errors.read + errors.write + errors.timeout))
  print(string.format(
    "milliseconds: median %.0f, 99 %% %.0f, longest %.0f",
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
