import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { prendreTache, useCommande } from "../api/commandes";
import { session } from "../api/requetes";
import type { Tache } from "../api/types";
import { AUTRE_PORTE } from "../actes/formulaires";
import { annoncer } from "./annonces";
import { Button } from "./bouton";
import { date, dateLongue, INSECABLE, libelle } from "./formats";
import { occupe, useFoyerDansListe } from "./foyer";

const RANG = { critique: 0, haute: 1, normale: 2 } as const;

/** The gravest first, then the nearest. */
export function parGravite(a: Tache, b: Tache): number {
  return (
    RANG[a.severity] - RANG[b.severity] ||
    (a.due ?? "9999").localeCompare(b.due ?? "9999") ||
    a.opened_at.localeCompare(b.opened_at)
  );
}

/** Where the act that closes a task is done. */
function Remede({ tache }: { tache: Tache }) {
  const acte = tache.cured_by[0];
  if (!acte || tache.status === "close") return null;
  const bouton = "fr-btn fr-btn--sm fr-btn--secondary";
  if (["chambre_attribuee", "rapporteur_designe", "avocat_general_designe"].includes(acte)) {
    return (
      <Link to="/dossiers/$id/attribution" params={{ id: tache.dossier_id }} className={bouton}>
        Attribuer<span className="fr-sr-only"> le dossier {tache.dossier_number}</span>
      </Link>
    );
  }
  if (AUTRE_PORTE.has(acte)) return null;
  return (
    <Link to="/dossiers/$id/acte" params={{ id: tache.dossier_id }} search={{ type: acte }} className={bouton}>
      Enregistrer l’acte<span className="fr-sr-only"> du dossier {tache.dossier_number}</span>
    </Link>
  );
}

function Prise({ tache }: { tache: Tache }) {
  const client = useQueryClient();
  const { data: ouverte } = useQuery(session);
  const aMoi = Boolean(tache.claimed_by) && tache.claimed_by === ouverte?.agent.subject;
  const prise = useCommande(
    (rendre: boolean, cle) => prendreTache(tache.task_id, rendre, cle),
    (_, rendre) => {
      annoncer(rendre ? "La tâche est rendue." : "La tâche est à vous.");
      void client.invalidateQueries({ queryKey: ["taches"] });
      void client.invalidateQueries({ queryKey: ["dossier", tache.dossier_id, "taches"] });
    },
  );
  if (tache.status === "close") return null;
  return (
    <>
      {prise.erreur && (
        <span className="fr-error-text fr-mt-0" role="alert">
          {prise.erreur.message}
        </span>
      )}
      {tache.claimed_by && !aMoi ? (
        <span className="greffe-mention">
          Prise par {tache.claimed_by_name || "un autre agent"}
        </span>
      ) : (
        <Button
          size="small"
          priority="tertiary"
          onClick={() => void prise.envoyer(aMoi)}
          nativeButtonProps={{ "aria-pressed": aMoi, ...occupe(prise.enCours) }}
        >
          {aMoi ? "Rendre" : "Prendre"}
          <span className="fr-sr-only">
            {" "}
            la tâche {tache.label}, dossier {tache.dossier_number}
          </span>
        </Button>
      )}
    </>
  );
}

function UneTache({ tache, sansNumero }: { tache: Tache; sansNumero?: boolean }) {
  return (
    <li className={tache.status === "ouverte" ? `greffe-tache--${tache.severity}` : undefined} data-ligne data-tache={tache.code}>
      <div className="greffe-tache__texte">
        <p className="greffe-tache__titre">
          {tache.severity !== "normale" && tache.status === "ouverte" && (
            <>
              <Badge as="span" small severity={tache.severity === "critique" ? "error" : "warning"}>
                {tache.severity === "critique" ? "Critique" : "Important"}
              </Badge>{" "}
            </>
          )}
          {!sansNumero && (
            <>
              <Link to="/dossiers/$id" params={{ id: tache.dossier_id }} className="greffe-numero">
                {tache.dossier_number}
              </Link>{" "}
            </>
          )}
          {tache.label}
        </p>
        <p className="greffe-mention">
          {tache.status === "close" ? `Close le ${date(tache.closed_at ?? tache.opened_at)}` : null}
          {tache.status === "ouverte" && tache.due && <>Pour le {dateLongue(tache.due)} · </>}
          {tache.status === "ouverte" && libelle(tache.role)}
          {tache.basis && <> · {tache.basis}</>}
        </p>
      </div>
      <div className="greffe-tache__actions">
        <Prise tache={tache} />
        <Remede tache={tache} />
      </div>
    </li>
  );
}

export function ListeTaches({ taches, vide, sansNumero }: { taches: Tache[]; vide: string; sansNumero?: boolean }) {
  const { liste, ...foyer } = useFoyerDansListe<HTMLDivElement>(taches.map(({ task_id }) => task_id));
  return (
    <div ref={liste} {...foyer}>
      {taches.length === 0 ? (
        <p className="greffe-vide">{vide}</p>
      ) : (
        <ul className="greffe-taches" aria-label={`Tâches${INSECABLE}: ${taches.length}`}>
          {taches.map((tache) => (
            <UneTache key={tache.task_id} tache={tache} sansNumero={sansNumero} />
          ))}
        </ul>
      )}
    </div>
  );
}
