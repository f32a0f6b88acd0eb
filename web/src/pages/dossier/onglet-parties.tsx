import { Input } from "@codegouvfr/react-dsfr/Input";
import { useDeferredValue, useRef, useState } from "react";
import type { Dossier } from "../../api/types";
import { libelle, pluriel } from "../../composants/formats";
import { Suite } from "../../composants/suite";

const PAR_PAGE = 50;

/** Parties with their counsel. Hundreds stay quick: fifty rows at a time, and a search. */
export function OngletParties({ dossier }: { dossier: Dossier }) {
  const [cherche, setCherche] = useState("");
  const [limite, setLimite] = useState(PAR_PAGE);
  const liste = useRef<HTMLTableSectionElement>(null);
  const voulu = useDeferredValue(cherche.trim().toLocaleLowerCase("fr"));
  const trouvees = voulu ? dossier.parties.filter(({ name }) => name.toLocaleLowerCase("fr").includes(voulu)) : dossier.parties;
  const cabinet = (ids: string[]) =>
    ids
      .map((id) => dossier.offices.find(({ office_id }) => office_id === id)?.name)
      .filter(Boolean)
      .join(", ");
  const absentes = dossier.party_count - dossier.parties.length;
  return (
    <>
      {dossier.party_count > 10 && (
        <Input
          className="greffe-ecran"
          label="Chercher une partie"
          nativeInputProps={{
            type: "search",
            value: cherche,
            onChange: (e) => {
              setCherche(e.target.value);
              setLimite(PAR_PAGE);
            },
          }}
        />
      )}
      {/* Nothing in it takes the focus: the region does, so that one can scroll it by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Parties" tabIndex={0}>
        <table>
          <caption aria-live="polite">{pluriel(voulu ? trouvees.length : dossier.party_count, "partie")}</caption>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Rôle</th>
              <th scope="col">Nature</th>
              <th scope="col">Résidence</th>
              <th scope="col">Avocat aux Conseils</th>
            </tr>
          </thead>
          <tbody ref={liste}>
            {trouvees.slice(0, limite).map((partie) => (
              <tr key={partie.party_id} data-ligne>
                <th scope="row">{partie.name || "Nom réservé"}</th>
                <td>{libelle(partie.role)}</td>
                <td>{libelle(partie.nature)}</td>
                <td>{libelle(partie.residence)}</td>
                <td>{cabinet(partie.office_ids) || "Aucun"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Suite
        liste={liste}
        montres={Math.min(limite, trouvees.length)}
        total={trouvees.length}
        nom={["partie", "parties"]}
        encore={trouvees.length > limite}
        afficher={() => setLimite(limite + PAR_PAGE)}
      />
      {absentes > 0 && (
        <p className="greffe-mention fr-mt-2w">
          Les {dossier.parties.length} premières parties sont montrées ; {absentes} autres figurent au journal.
        </p>
      )}
    </>
  );
}
