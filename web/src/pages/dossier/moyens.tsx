import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { motDuCode } from "../../actes/codes";
import { peut } from "../../api/droits";
import { moyens } from "../../api/requetes";
import type { Dossier, Moyens as Releve } from "../../api/types";
import { date, pluriel } from "../../composants/formats";

/** What the mémoires plead, mémoire after mémoire. */
export function Moyens({ dossier }: { dossier: Dossier }) {
  const { data } = useQuery(moyens(dossier.dossier_id));
  if (!data) return null;
  const releve = peut(dossier, "enregistrer_fait");
  if (data.length === 0 && !releve) return null;
  return (
    <section className="fr-mt-4w" aria-labelledby="titre-moyens" data-moyens>
      <h3 id="titre-moyens" className="fr-h6">
        Moyens
      </h3>
      {data.length === 0 && <p className="greffe-vide">Aucun moyen n’est encore relevé.</p>}
      {data.map((un) => (
        <UnMemoire key={un.act_id} releve={un} />
      ))}
      {releve && (
        <p className="greffe-sans-impression">
          <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "moyens" }} className="fr-link fr-link--sm">
            Relever les moyens d’un mémoire
          </Link>
        </p>
      )}
    </section>
  );
}

function UnMemoire({ releve }: { releve: Releve }) {
  const nature = motDuCode("memoire_depose", "nature", releve.memoire_nature) ?? `Mémoire ${releve.memoire_nature}`;
  return (
    <>
      <h4 className="fr-text--md fr-text--bold fr-mb-1v">
        {[nature, releve.deposited_on && `du ${date(releve.deposited_on)}`].filter(Boolean).join(" ")} ({pluriel(releve.moyens.length, "moyen")})
      </h4>
      <ol>
        {releve.moyens.map((moyen, rang) => (
          <li key={rang} className="greffe-texte">
            {moyen}
          </li>
        ))}
      </ol>
    </>
  );
}
