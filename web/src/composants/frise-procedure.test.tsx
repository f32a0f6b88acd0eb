// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { FriseProcedure } from "./frise-procedure";
import { ordonnerStades } from "./stades";

const STADES = [
  { code: "instruction", label: "En instruction" },
  { code: "en_etat", label: "En état" },
  { code: "radie", label: "Radié" },
  { code: "juge", label: "Jugé" },
];
afterEach(cleanup);

it("montre Radié comme ce qui tient, au-dessus du cours qu’il arrête", () => {
  const { container } = render(<FriseProcedure stades={STADES} stade="radie" libelle="Radié" />);
  const sceau = container.querySelector("[data-stade=radie]");
  const cours = screen.getByRole("list", { name: "Stade de la procédure" });
  expect(sceau?.textContent).toContain("Radié");
  expect(sceau?.compareDocumentPosition(cours)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(within(cours).queryByText("Radié")).toBeNull();
  expect(container.querySelector("[aria-current]")).toBeNull();
});

it("une affaire jugée n’est pas dite passée par la radiation", () => {
  const { container } = render(<FriseProcedure stades={STADES} stade="juge" libelle="Jugé" />);
  expect(container.textContent).not.toContain("Radié");
  expect(container.querySelector("[aria-current]")?.textContent).toContain("Jugé");
});

it("range Radié après Jugé dans les listes", () => {
  expect(ordonnerStades(STADES).map(({ code }) => code)).toEqual(["instruction", "en_etat", "juge", "radie"]);
});
