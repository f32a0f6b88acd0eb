import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { relecteurDeListes } from "./flux";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("relit une liste aussitôt, puis une fois pour tout ce qui suit de près", () => {
  const lues: string[][] = [];
  const { changees } = relecteurDeListes((familles) => lues.push([...familles].sort()));
  changees(["dossiers", "stock"]);
  expect(lues).toEqual([["dossiers", "stock"]]);
  for (let rang = 0; rang < 100; rang += 1) changees(["taches"]);
  changees(["dossiers"]);
  expect(lues).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  expect(lues).toEqual([["dossiers", "stock"], ["dossiers", "taches"]]);
  vi.advanceTimersByTime(10_000);
  expect(lues).toHaveLength(2);
  changees(["taches"]);
  expect(lues).toHaveLength(3);
});

it("ne relit plus rien une fois arrêté", () => {
  const relire = vi.fn();
  const { changees, arreter } = relecteurDeListes(relire);
  changees([]);
  changees(["taches"]);
  changees(["dossiers"]);
  arreter();
  vi.advanceTimersByTime(10_000);
  expect(relire).toHaveBeenCalledTimes(1);
});
