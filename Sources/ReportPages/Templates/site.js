/* Selvedge: leads and evidence on the copyright similarity of designs.
 * Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
"use strict";
(function () {
  function all(selector, place) { return Array.from((place || document).querySelectorAll(selector)); }
  function one(selector, place) { return (place || document).querySelector(selector); }

  all("[data-scripted]").forEach(function (element) { element.hidden = false; });

  // Looking up: a preview, on which a rectangle can be drawn.
  var selection = one("[data-selection]");
  var picture = null, source = null, part = null;
  function whole() {
    part = { left: 0, top: 0, right: 1, bottom: 1 };
    draw();
  }
  function isPart() { return part && (part.left > 0 || part.top > 0 || part.right < 1 || part.bottom < 1); }
  function draw() {
    var canvas = one("canvas", selection), pen = canvas.getContext("2d");
    var w = canvas.width, h = canvas.height;
    pen.drawImage(picture, 0, 0, w, h);
    all("[data-edge]", selection).forEach(function (input) { input.value = Math.round(part[input.dataset.edge] * 100); });
    if (!isPart()) return;
    var x = part.left * w, y = part.top * h, pw = (part.right - part.left) * w, ph = (part.bottom - part.top) * h;
    pen.fillStyle = "rgba(0, 0, 0, .55)";
    pen.fillRect(0, 0, w, y); pen.fillRect(0, y + ph, w, h - y - ph);
    pen.fillRect(0, y, x, ph); pen.fillRect(x + pw, y, w - x - pw, ph);
    pen.lineWidth = 3; pen.strokeStyle = "#fff"; pen.strokeRect(x, y, pw, ph);
    pen.lineWidth = 1; pen.strokeStyle = "#d55e00"; pen.strokeRect(x, y, pw, ph);
  }
  function chosen(input) {
    all("[data-picture]").forEach(function (other) { if (other !== input) other.value = ""; });
    source = input;
    selection.hidden = true;
    part = null;
    if (input.files.length !== 1) return;
    var loaded = new Image();
    loaded.onload = function () {
      var canvas = one("canvas", selection);
      var scale = Math.min(1, 680 / loaded.naturalWidth, 480 / loaded.naturalHeight);
      canvas.width = Math.max(1, Math.round(loaded.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(loaded.naturalHeight * scale));
      picture = loaded;
      selection.hidden = false;
      whole();
    };
    loaded.src = URL.createObjectURL(input.files[0]);
  }
  if (selection) {
    all("[data-picture]").forEach(function (input) {
      input.addEventListener("change", function () { chosen(input); });
    });
    var start = null;
    var canvas = one("canvas", selection);
    var at = function (event) {
      var box = canvas.getBoundingClientRect();
      function inside(value) { return Math.max(0, Math.min(1, value)); }
      return { x: inside((event.clientX - box.left) / box.width), y: inside((event.clientY - box.top) / box.height) };
    };
    canvas.addEventListener("pointerdown", function (event) {
      start = at(event);
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!start) return;
      var end = at(event);
      if (Math.abs(end.x - start.x) < .05 || Math.abs(end.y - start.y) < .05) return;
      part = {
        left: Math.min(start.x, end.x), right: Math.max(start.x, end.x),
        top: Math.min(start.y, end.y), bottom: Math.max(start.y, end.y)
      };
      draw();
    });
    ["pointerup", "pointercancel"].forEach(function (name) { canvas.addEventListener(name, function () { start = null; }); });
    all("[data-edge]", selection).forEach(function (input) {
      input.addEventListener("input", function () {
        part[input.dataset.edge] = input.value / 100;
        if (input.dataset.edge === "left") part.left = Math.min(part.left, part.right - .05);
        if (input.dataset.edge === "right") part.right = Math.max(part.right, part.left + .05);
        if (input.dataset.edge === "top") part.top = Math.min(part.top, part.bottom - .05);
        if (input.dataset.edge === "bottom") part.bottom = Math.max(part.bottom, part.top + .05);
        draw();
      });
    });
    one("[data-whole]").addEventListener("click", whole);
    var drop = one("[data-drop]");
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function (event) {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragover");
        if (name !== "drop" || !event.dataTransfer.files.length) return;
        var input = one("[data-picture]", drop);
        input.files = event.dataTransfer.files;
        chosen(input);
      });
    });
  }

  function cut(done) {
    var w = picture.naturalWidth, h = picture.naturalHeight, sheet = document.createElement("canvas");
    var x = Math.round(part.left * w), y = Math.round(part.top * h);
    sheet.width = Math.max(1, Math.round(part.right * w) - x);
    sheet.height = Math.max(1, Math.round(part.bottom * h) - y);
    sheet.getContext("2d").drawImage(picture, x, y, sheet.width, sheet.height, 0, 0, sheet.width, sheet.height);
    sheet.toBlob(function (blob) {
      if (blob) {
        var files = new DataTransfer();
        files.items.add(new File([blob], source.files[0].name.replace(/\.[^.]*$/, "") + "-part.png", { type: "image/png" }));
        source.files = files.files;
      }
      done();
    }, "image/png");
  }
  all("form[data-busy]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      var pictures = all("[data-picture]", form);
      if (pictures.length && !pictures.some(function (input) { return input.files.length; })) {
        event.preventDefault();
        pictures[0].focus();
        pictures[0].click();
        return;
      }
      one("[data-status]", form).textContent = form.dataset.busy;
      if (!one("progress", form)) {
        var bar = document.createElement("progress");
        bar.setAttribute("aria-label", form.dataset.busy);
        one("[data-status]", form).after(bar);
      }
      one("button.main", form).disabled = true;
      if (pictures.length && isPart()) {
        event.preventDefault();
        cut(function () { part = null; form.submit(); });
      }
    });
  });
  // Coming back with the browser's button, the form is to be used again.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    all("form[data-busy]").forEach(function (form) {
      one("button.main", form).disabled = false;
      one("[data-status]", form).textContent = "";
      all("progress", form).forEach(function (bar) { bar.remove(); });
    });
  });

  // Many designs: sent in one request, with the part that is sent.
  var batch = one("form[data-import]");
  if (batch) batch.addEventListener("submit", function (event) {
    event.preventDefault();
    var words = batch.dataset, bar = one("progress", batch), status = one("[data-status]", batch), button = one("button.main", batch);
    var request = new XMLHttpRequest();
    function fail(text) {
      status.textContent = text;
      bar.hidden = true;
      button.disabled = false;
    }
    request.open("POST", "/v1/imports");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (sent) {
      if (!sent.lengthComputable) return;
      bar.max = sent.total;
      bar.value = sent.loaded;
      status.textContent = words.sending.replace("{percent}", Math.floor(100 * sent.loaded / sent.total));
    });
    request.upload.addEventListener("load", function () { status.textContent = words.checking; });
    request.addEventListener("error", function () { fail(words.offline); });
    request.addEventListener("load", function () {
      var body = {};
      try { body = JSON.parse(request.responseText); } catch (error) { body = {}; }
      if (request.status === 202) location.href = "/imports/" + body.id;
      else {
        var told = [JSON.parse(words.problems)[body.code], body.detail].filter(Boolean);
        fail(words.failed + (told.join(" · ") || request.status));
      }
    });
    button.disabled = true;
    bar.hidden = false;
    request.send(new FormData(batch));
  });

  // An import that goes on: its numbers are brought up to date.
  var job = one("[data-job]");
  if (!job || !one("form", job)) return;
  function span(seconds) {
    return seconds < 90 ? job.dataset.seconds.replace("{n}", seconds) : job.dataset.minutes.replace("{n}", Math.round(seconds / 60));
  }
  function follow() {
    fetch("/v1/imports/" + job.dataset.job, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (now) {
        if (!now) return;
        if (now.state !== job.dataset.state) { location.reload(); return; }
        var bar = one("progress", job);
        bar.max = Math.max(1, now.rows);
        bar.value = now.done;
        one("[data-progress]", job).textContent = job.dataset.progressWords.replace("{done}", now.done).replace("{rows}", now.rows);
        one("[data-pace]", job).textContent = now.rowsPerSecond && now.secondsLeft !== undefined
          ? job.dataset.paceWords.replace("{rate}", now.rowsPerSecond).replace("{left}", span(now.secondsLeft)) : "";
        all("[data-count]", job).forEach(function (count) { count.textContent = now[count.dataset.count]; });
        setTimeout(follow, 1500);
      }, function () { setTimeout(follow, 5000); });
  }
  setTimeout(follow, 1000);
})();
