/* Selvedge: leads and evidence on the copyright similarity of designs.
 * Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
"use strict";
(function () {
  var wanted = location.hash.slice(1);
  var languages = (navigator.languages || [navigator.language || "zh"]).join(" ");
  // The address says the language, or else the service that shows the page, or else the browser.
  if (["zh", "en", "both"].indexOf(wanted) < 0) {
    wanted = document.documentElement.getAttribute("data-language") || (/\bzh/i.test(languages) ? "zh" : "en");
  }
  document.getElementById("show-" + wanted).checked = true;
  // Style sheets cannot hide a part of an option; and who records a finding comes back in the language of the page.
  var form = document.querySelector("form.own"), action = form && form.getAttribute("action");
  function speak(language) {
    if (form) form.setAttribute("action", action + (language === "both" ? "" : "?lang=" + language));
    Array.prototype.forEach.call(document.querySelectorAll("option[data-zh]"), function (option) {
      var zh = option.getAttribute("data-zh"), en = option.getAttribute("data-en");
      option.textContent = language === "both" ? zh + " · " + en : language === "en" ? en : zh;
    });
  }
  speak(wanted);
  Array.prototype.forEach.call(document.querySelectorAll("input[name=language]"), function (input) {
    input.addEventListener("change", function () { speak(input.id.slice("show-".length)); });
  });

  Array.prototype.forEach.call(document.querySelectorAll(".slider"), function (figure) {
    var picture = figure.querySelector("svg");
    var width = picture.viewBox.baseVal.width;
    var window_ = figure.querySelector("clipPath rect");
    var range = figure.querySelector("input");
    function show(percent) {
      range.value = percent;
      window_.setAttribute("width", width * percent / 100);
      Array.prototype.forEach.call(figure.querySelectorAll("line"), function (line) {
        line.setAttribute("x1", width * percent / 100);
        line.setAttribute("x2", width * percent / 100);
      });
    }
    function follow(event) {
      if (event.type === "pointermove" && !event.buttons) return;
      var box = picture.getBoundingClientRect();
      show(Math.max(0, Math.min(100, (event.clientX - box.left) / box.width * 100)));
    }
    range.addEventListener("input", function () { show(range.value); });
    figure.querySelector("button").addEventListener("click", function () {
      show(range.value >= 50 ? 0 : 100);
    });
    picture.addEventListener("pointerdown", follow);
    picture.addEventListener("pointermove", follow);
    figure.hidden = false;
    show(50);
  });
})();
