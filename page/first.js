// Before the first paint, in any browser, however old: whether the page stands in another one,
// and so that no wrong theme and no other language's words flash. Then whether this browser can
// run the page at all; `cannotStart` says why not.
(function () {
  var root = document.documentElement;
  if (/[?&]embed(&|=|$)/.test(location.search)) root.dataset.embed = "";
  var language = navigator.language;
  try {
    root.dataset.theme = localStorage.getItem("descent.theme") || "system";
    language = localStorage.getItem("descent.language") || language;
  } catch (error) {
    // A browser without storage follows the system.
  }
  if (!/^en/i.test(language)) root.dataset.wordless = "";

  /** Says in the place of the painted page why it does not start, and what to do. */
  window.cannotStart = function (sentence) {
    function show() {
      var box = document.getElementById("no-start");
      // A live region must be there before it speaks.
      box.hidden = !sentence;
      box.firstElementChild.textContent = sentence;
      if (sentence) root.dataset.stuck = "";
      else delete root.dataset.stuck;
    }
    if (document.getElementById("no-start")) show();
    else document.addEventListener("DOMContentLoaded", show);
  };

  // The first that have all of it: of Chrome and Safari by light-dark(), of Firefox by popovers.
  var BROWSERS = "Chrome or Edge 123, Firefox 125, Safari 17.5 and any later version run it.";
  /** A function with one instruction of SIMD. */
  var SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
  function problem() {
    if (location.protocol === "file:") {
      return "A browser does not run Descent from a file. Serve its folder: run \"python3 -m http.server\" in it, then open http://localhost:8000.";
    }
    var isNew = "noModule" in HTMLScriptElement.prototype && "popover" in HTMLElement.prototype && CSS.supports("color", "light-dark(red, red)");
    if (!isNew) return "This browser is too old for Descent. " + BROWSERS;
    if (typeof WebAssembly !== "object") {
      return "WebAssembly is missing or switched off in this browser, and Descent is made of it. Allow it, or ask who looks after this computer. " + BROWSERS;
    }
    try {
      if (!WebAssembly.validate(new Uint8Array(SIMD))) return "This browser's WebAssembly has no SIMD, which Descent computes with. " + BROWSERS;
    } catch (error) {
      return "This browser forbids WebAssembly here. Allow it for this page, or ask who looks after this computer.";
    }
    if (typeof Worker !== "function") return "This browser has no workers, and Descent trains in one. " + BROWSERS;
    return "";
  }
  window.startProblem = problem();
  if (window.startProblem) window.cannotStart(window.startProblem);

  // A script that is not there says so to nobody else.
  addEventListener("error", function (event) {
    var script = event.target;
    if (script && script.tagName === "SCRIPT" && !window.startProblem) {
      window.cannotStart("A part of Descent could not be loaded (" + script.getAttribute("src") + "): the network or the host does not give it. Reload the page; if that does not help, tell whoever put it there.");
    }
  }, true);
})();
