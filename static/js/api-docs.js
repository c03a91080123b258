// Draws the description of REST inside our own frame, in our own colours.
"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const colour = () => {
  const chosen = root.dataset.theme;
  root.classList.toggle("dark-mode", chosen ? chosen === "dark" : dark.matches);
};
colour();
dark.addEventListener("change", colour);

const place = document.getElementById("api-docs");
window.SwaggerUIBundle({
  url: place.dataset.url,
  domNode: place,
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
});
