import { expect, it } from "vitest";
import { aViser, visa } from "./visas";

const proposes = (...paragraphes: string[]) => aViser(paragraphes).map(visa);

it("propose un visa par code, dans l’ordre où le texte en cite les articles", () => {
  expect(
    proposes(
      "alors qu’aux termes de l’article 1103 du code civil, les contrats",
      "les articles L.\u00a01221-1 et L. 1234-9 du code du travail, ensemble l’article 1104 du code civil",
    ),
  ).toEqual(["Vu les articles 1103 et 1104 du code civil\u00a0:", "Vu les articles L.\u00a01221-1 et L.\u00a01234-9 du code du travail\u00a0:"]);
  expect(proposes("l'article 4, du code de procédure civile")).toEqual(["Vu l’article 4 du code de procédure civile\u00a0:"]);
});

it("ne propose pas ce qui est visé déjà, ni ce qu’il ne reconnaît pas", () => {
  expect(proposes("Vu les articles 1103 et 1104 du code civil\u00a0:", "l’article 1104 du code civil")).toEqual([]);
  expect(proposes("Vu les articles …\u00a0:", "l’article 978 du code de procédure civile")).toEqual(["Vu l’article 978 du code de procédure civile\u00a0:"]);
  expect(proposes("l’article 6 de la convention, l’article 3 du contrat, 12 du code civil")).toEqual([]);
});

it("ne prend pas un code pour un autre dont il porte le début", () => {
  expect(proposes("l’article L. 111-1 du code de la consommation")).toEqual(["Vu l’article L.\u00a0111-1 du code de la consommation\u00a0:"]);
  expect(proposes("l’article 3 du code civilement nommé")).toEqual([]);
});
