// "Lees voor": the browser reads the words of the page. The button is there only when it can.
(() => {
  "use strict";

  const speech = window.speechSynthesis;
  const buttons = [...document.querySelectorAll("[data-read]")];
  if (!speech || !window.SpeechSynthesisUtterance || !buttons.length) return;

  const SPOKEN = "h1, h2, h3, p, li, dt, dd";
  const SILENT = "[data-silent], [aria-hidden='true'], [hidden], nav, form, button, details:not([open]) > :not(summary)";
  const VOICES = { nl: "nl-NL", en: "en-GB" };

  // Whole sentences in the order of the page; a list item that holds others is read as those.
  const sentences = () =>
    [...document.querySelectorAll("main :is(" + SPOKEN + ")")]
      .filter((part) => !part.closest(SILENT) && !part.querySelector(SPOKEN) && part.getClientRects().length)
      .map((part) => ({ words: part.innerText.replace(/\s+/g, " ").trim(), in: part.closest("[lang]").lang }))
      .filter((sentence) => sentence.words);

  const show = (reading) => {
    for (const button of buttons) {
      const words = button.querySelector("span");
      button.dataset.start ||= words.textContent;
      words.textContent = reading ? button.dataset.stop : button.dataset.start;
    }
  };

  const read = () => {
    const spoken = sentences().map(({ words, in: language }) => {
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.lang = VOICES[language] || language;
      utterance.rate = 0.9;
      return utterance;
    });
    if (!spoken.length) return;
    spoken.at(-1).addEventListener("end", () => show(false));
    show(true);
    spoken.forEach((utterance) => speech.speak(utterance));
  };

  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const reading = speech.speaking || speech.pending;
      speech.cancel();
      if (reading) show(false);
      else read();
    });
  }
  window.addEventListener("pagehide", () => speech.cancel());
})();
