// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { reunir } from "./requetes";

it("réunit les pages lues, chaque ligne une fois, le compte de la première", () => {
  const lignes = reunir<{ id: string }>(({ id }) => id);
  const pages = [
    { items: [{ id: "a" }, { id: "b" }], next_cursor: "2", total: 3 },
    // The list moved between the two reads.
    { items: [{ id: "b" }, { id: "c" }], next_cursor: null, total: 4 },
  ];
  expect(lignes({ pages })).toEqual({ items: [{ id: "a" }, { id: "b" }, { id: "c" }], total: 3, pages: 2 });
  expect(lignes({ pages: [{ items: [] }] })).toEqual({ items: [], total: null, pages: 1 });
});
