import { expect, it } from "vitest";
import type { Demande } from "../../api/types";
import { csv } from "./export-registre";
import { designation, issue } from "./mots";

const demande: Demande = {
  demand_id: "1",
  version: 1,
  received_at: "2026-11-24T10:00:00Z",
  channel: "guichet",
  requester: { quality: "partie", name: "=Lévêque" },
  sought: { court: "cour d’appel de Lyon", rendered_on: "2026-09-10", case_number: "25/01234", parties: [] },
  status: "delivre",
  candidates: [],
  overflow: false,
  certificate: { number: "CNP-2026-00001", kind: "non_pourvoi", delivered_at: "2026-11-24T10:00:00Z", sha256: "ab" },
  permissions: [],
};

it("écrit une ligne par demande, en mots et en dates de tableur, sans formule", () => {
  const [entetes, rangee] = csv([demande]).split("\r\n");
  expect(entetes?.split(";")).toHaveLength(13);
  expect(rangee).toBe(
    '"24/11/2026";"Guichet";"Partie";"\'=Lévêque";"cour d’appel de Lyon";"10/09/2026";"25/01234";"";"Délivré";"Certificat de non-pourvoi";"CNP-2026-00001";"24/11/2026";"ab"',
  );
});

it("dit ce qu’une demande est devenue", () => {
  expect(issue(demande)).toBe("Certificat de non-pourvoi");
  expect(issue({ ...demande, status: "a_decider", certificate: null })).toBe("À décider");
  expect(designation(demande.sought)).toBe("cour d’appel de Lyon, n° 25/01234");
});
