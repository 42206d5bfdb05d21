// Makes pages handier where scripts run; every page works without it.
(() => {
  "use strict";

  const focusFirstError = () => {
    const summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  };

  // On a phone the bar of an organisation is wider than the screen: show where you are.
  const showCurrentSection = () => {
    const current = document.querySelector(".org-nav [aria-current]");
    if (current) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 20;
  };

  const showPrintButtons = () => {
    for (const button of document.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  };

  const showCopyButtons = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) {
      const field = document.getElementById(button.dataset.copy);
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(field.value);
        button.querySelector("span").textContent = button.dataset.copied;
      });
    }
  };

  // A second click is answered by the first; a page taken from the back-forward cache may be sent again.
  const sendOnce = () => {
    for (const form of document.querySelectorAll("form[data-once]")) {
      form.addEventListener("submit", (event) => {
        if (form.dataset.sent) event.preventDefault();
        form.dataset.sent = "yes";
      });
    }
    window.addEventListener("pageshow", () => {
      for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    });
  };

  const previewAddress = (form) => {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrf_token") values.append(name, value);
    }
    return `${form.dataset.previewUrl}?${values}`;
  };

  // A new picture replaces the old one only once it has come in: a refused design leaves the last good one.
  const showLatest = (image, address) => {
    const next = new Image();
    image.dataset.wanted = address;
    next.addEventListener("load", () => {
      if (image.dataset.wanted === address) image.src = address;
    });
    next.src = address;
  };

  const previewDesigns = () => {
    const form = document.querySelector("form[data-preview-url]");
    if (!form) return;
    let waiting = 0;
    const refresh = () => {
      for (const image of document.querySelectorAll("img[data-preview]")) {
        const cut = image.dataset.preview ? `&cut=${image.dataset.preview}` : "";
        showLatest(image, previewAddress(form) + cut);
      }
    };
    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(refresh, 250);
    });
  };

  // A list that is being given tells how far it is; the page is fetched anew once that is over, or stands still elsewhere.
  const followProgress = () => {
    const place = document.querySelector("[data-progress]");
    if (!place) return;
    const bar = place.querySelector("progress");
    const look = async () => {
      try {
        const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
        if (!answer.ok || answer.redirected) return window.location.reload();
        const found = await answer.json();
        if (found.state !== place.dataset.state) return window.location.reload();
        place.querySelector("h1").textContent = found.title;
        bar.max = found.most;
        bar.value = found.done;
      } catch {
        // The network is away for a moment: asked again.
      }
      window.setTimeout(look, 2000);
    };
    window.setTimeout(look, 1000);
  };

  // On a phone the bar of an organisation is wider than the screen.
  const showWhereWeAre = () => {
    const here = document.querySelector(".org-nav [aria-current]");
    if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft;
  };

  focusFirstError();
  showWhereWeAre();
  showCurrentSection();
  showPrintButtons();
  showCopyButtons();
  sendOnce();
  previewDesigns();
  followProgress();
})();
