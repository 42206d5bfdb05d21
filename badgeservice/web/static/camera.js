// Reads a QR code with the camera, where the browser can; the row that offers it stays hidden elsewhere.
(() => {
  "use strict";

  const row = document.querySelector("[data-camera]");
  if (!row || !("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;

  const form = row.closest("form");
  const video = row.querySelector("video");
  const says = row.querySelector("[role=status]");
  const stopButton = row.querySelector("[data-camera-stop]");
  const PAUSE = 200;
  let stream = null;
  let timer = 0;

  const say = (sentence) => { says.textContent = sentence; };

  const stop = () => {
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.srcObject = null;
    video.hidden = stopButton.hidden = true;
  };

  const handIn = (text) => {
    const isBadge = /^\s*(\{|eyJ)/.test(text);
    for (const name of ["file", "input", "text"]) form.elements[name].value = "";
    form.elements[isBadge ? "text" : "input"].value = text;
    say(row.dataset.found);
    stop();
    form.requestSubmit();
  };

  const look = async (detector) => {
    if (!stream) return;
    try {
      const codes = video.readyState >= 2 ? await detector.detect(video) : [];
      const texts = new Set(codes.map((code) => code.rawValue).filter(Boolean));
      if (!stream) return;
      if (texts.size === 1) return handIn([...texts][0]);
      if (texts.size > 1) say(row.dataset.several);
    } catch {
      stop();
      return say(row.dataset.failed);
    }
    timer = setTimeout(look, PAUSE, detector);
  };

  const reasonWhy = (problem) => {
    if (problem.name === "NotAllowedError") return row.dataset.refused;
    return problem.name === "NotFoundError" ? row.dataset.none : row.dataset.failed;
  };

  const start = async () => {
    say("");
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" } } });
      stop();
      stream = opened;
      // Closed again while the browser was asking.
      if (!row.open) return stop();
      video.srcObject = stream;
      video.hidden = stopButton.hidden = false;
      await video.play();
      look(new BarcodeDetector({ formats: ["qr_code"] }));
    } catch (problem) {
      stop();
      if (row.open) say(reasonWhy(problem));
    }
  };

  row.hidden = false;
  row.addEventListener("toggle", () => { if (row.open) { start(); } else { stop(); } });
  stopButton.addEventListener("click", () => { stop(); row.open = false; });
  window.addEventListener("pagehide", stop);
})();
