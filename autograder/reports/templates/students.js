// The table of students: a click on a column's head sorts it, a text filters its rows.
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
filter.hidden = false;
filter.querySelector("input").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !(text(row, 0) + " " + text(row, 1)).toLowerCase().includes(wanted);
    shown += !row.hidden;
  }
  filter.querySelector("output").textContent = wanted ? `${shown} of ${rows.length} students` : "";
});
