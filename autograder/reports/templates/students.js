// The table of students: a click on a column's head sorts it, a text filters its rows, and a click
// on a mistake shows who has made it.
const table = document.getElementById("students");
const body = table.tBodies[0];
const rows = [...body.rows];
const heads = [...table.tHead.rows[0].cells];
const collator = new Intl.Collator(undefined, {numeric: true});

const text = (row, column) => row.cells[column].textContent;
const points = (row, column) => parseFloat(text(row, column) || -1);  // not graded comes first

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  const numeric = head.classList.contains("number");
  button.addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.sort((one, two) => (up ? 1 : -1) * (numeric
      ? points(one, column) - points(two, column)
      : collator.compare(text(one, column), text(two, column))));
    body.append(...rows);
  });
});

const filter = document.getElementById("filter");
const input = filter.querySelector("input");
filter.hidden = false;
input.addEventListener("input", () => {
  const wanted = input.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const said = `${text(row, 0)} ${text(row, 1)} ${row.dataset.mistakes ?? ""}`;
    row.hidden = !said.toLowerCase().includes(wanted);
    shown += !row.hidden;
  }
  filter.querySelector("output").textContent = wanted ? `${shown} of ${rows.length} students` : "";
});

for (const name of document.querySelectorAll("[data-mistake]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.title = "Show the students who have made it";
  button.append(...name.childNodes);
  name.append(button);
  button.addEventListener("click", () => {
    input.value = name.dataset.mistake;
    input.dispatchEvent(new Event("input"));
    input.focus();
  });
}
