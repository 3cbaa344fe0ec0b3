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

  // Many designs: one request after another, a row each.
  var batch = one("[data-batch]");
  if (!batch) return;
  batch.hidden = false;
  var words = batch.dataset, rows = [], isRunning = false, isStopped = false;
  var stop = one("[data-stop]", batch), resume = one("[data-resume]", batch);
  function tell(row, state, text, link) {
    row.state = state;
    row.outcome.className = state === "failed" ? "bad" : "soft";
    row.outcome.textContent = text;
    if (!link) return;
    var anchor = document.createElement("a");
    anchor.href = "/designs/" + link;
    anchor.textContent = link;
    row.outcome.append(" ", anchor);
  }
  function count() {
    var done = rows.filter(function (row) { return row.state === "done"; }).length;
    var failed = rows.filter(function (row) { return row.state === "failed"; }).length;
    var bar = one("progress", batch);
    bar.max = rows.length || 1;
    bar.value = done + failed;
    one("[data-status]", batch).textContent = words.of.replace("{done}", done).replace("{all}", rows.length).replace("{failed}", failed);
    resume.disabled = isRunning || done === rows.length;
    stop.disabled = !isRunning;
    one("button.main", batch).disabled = isRunning;
  }
  function send(row) {
    var form = new FormData();
    form.append("image", row.file, row.file.name);
    var holder = batch.elements.holder.value.trim();
    if (holder) form.append("holder", holder);
    tell(row, "sending", words.sending);
    return fetch("/v1/designs", { method: "POST", body: form, headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json().then(function (body) { return { answer: answer, body: body }; }); })
      .then(function (got) {
        if (got.answer.status === 201) tell(row, "done", words.registered, got.body.design);
        else if (got.body.code === "designAlreadyRegistered") tell(row, "done", words.known, got.body.design);
        else if (got.body.code === "registryBusy" && !row.waits) {
          row.waits = true;
          return new Promise(function (go) { setTimeout(go, 2000); }).then(function () { return send(row); });
        } else tell(row, "failed", words.failed + ": " + (got.body.detail || got.answer.status));
      }, function () { tell(row, "failed", words.failed + ": " + words.offline); });
  }
  function run() {
    isRunning = true;
    isStopped = false;
    var left = rows.filter(function (row) { return row.state !== "done"; });
    function next() {
      var row = left.shift();
      if (!row || isStopped) { isRunning = false; count(); return; }
      row.waits = false;
      send(row).then(count).then(next);
      count();
    }
    next();
  }
  batch.addEventListener("submit", function (event) {
    event.preventDefault();
    if (isRunning) return;
    var list = one("[data-outcomes]", batch);
    list.replaceChildren();
    rows = all("input[type=file]", batch).flatMap(function (input) { return Array.from(input.files); }).map(function (file) {
      var item = document.createElement("li"), name = document.createElement("bdi"), outcome = document.createElement("span");
      name.textContent = file.name;
      item.append(name, " · ", outcome);
      list.append(item);
      var row = { file: file, outcome: outcome };
      tell(row, "waiting", words.waiting);
      return row;
    });
    run();
  });
  stop.addEventListener("click", function () { isStopped = true; stop.disabled = true; });
  resume.addEventListener("click", run);
})();
