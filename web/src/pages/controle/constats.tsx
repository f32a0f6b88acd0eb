import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { seulementPrononce } from "../../actes/formulaires";
import { referentiel } from "../../api/requetes";
import type { ConstatControle, RapportControle } from "../../api/types";
import { INSECABLE, libelle } from "../../composants/formats";
import { parGravite } from "./mots";

/** Designations are proposed, never recorded. */
const PROPOSES = new Set(["chambre_attribuee", "rapporteur_designe", "avocat_general_designe"]);
/** A minute that waits for a signature: no act of the journal signs it. */
const MINUTE = "chk.doc.04";
const RESULTATS = {
  irregulier: { texte: "Irrégulier", gravite: "error" },
  non_verifie: { texte: "Non vérifié", gravite: "info" },
} as const;

/** What is not in order, the gravest first, each with its article and the acts that cure it, one press away. */
export function Constats({ rapport, niveau: Titre, offrir }: { rapport: RapportControle; niveau: "h3" | "h4"; offrir: boolean }) {
  if (rapport.findings.length === 0) return <p className="greffe-vide">Aucune irrégularité n’est relevée, et aucun point n’attend d’être vérifié.</p>;
  return parGravite(rapport.findings).map(({ gravite, titre, constats }) => (
    <section key={gravite} data-gravite={gravite}>
      <Titre className="fr-h6 fr-mt-3w">
        {titre} ({constats.length})
      </Titre>
      <ul className="greffe-echeances">
        {constats.map((constat, rang) => (
          <UnConstat key={`${constat.code} ${rang}`} constat={constat} dossier={rapport.dossier_id} offrir={offrir} />
        ))}
      </ul>
    </section>
  ));
}

function UnConstat({ constat, dossier, offrir }: { constat: ConstatControle; dossier: string; offrir: boolean }) {
  const { data: ref } = useQuery(referentiel);
  const nommer = (kind: string) => ref?.acts.find((acte) => acte.kind === kind)?.label ?? libelle(kind);
  const resultat = RESULTATS[constat.result];
  return (
    <li data-constat={constat.code}>
      <div className="greffe-echeances__ligne">
        <strong>{constat.label}</strong>
        <Badge as="span" small severity={resultat.gravite}>
          {resultat.texte}
        </Badge>
      </div>
      <p className="fr-mb-0">
        {constat.message} <span className="greffe-article">{constat.article}</span>
      </p>
      {constat.overridden_by.length > 0 && constat.severity === "bloquante" && (
        <p className="greffe-mention fr-mb-0">La loi laisse ce point à l’appréciation du président, avec un motif et une seconde personne.</p>
      )}
      {offrir && (
        <p className="greffe-sans-impression fr-mb-1w">
          {constat.cured_by.map((kind) => (
            <Remede key={kind} kind={kind} nom={nommer(kind)} dossier={dossier} pour={constat.label} />
          ))}
          {constat.code === MINUTE && (
            <Link to="/dossiers/$id" params={{ id: dossier }} search={{ onglet: "pieces" }} className="fr-link fr-link--sm">
              Faire signer la minute
            </Link>
          )}
          {constat.part === "dossier" && (
            <Link
              to="/dossiers/$id/acte"
              params={{ id: dossier }}
              search={{ type: "point_verifie", point: constat.code }}
              className="fr-link fr-link--sm"
            >
              Enregistrer la vérification
              <span className="fr-sr-only">
                {INSECABLE}: {constat.label}
              </span>
            </Link>
          )}
        </p>
      )}
    </li>
  );
}

function Remede({ kind, nom, dossier, pour }: { kind: string; nom: string; dossier: string; pour: string }) {
  const suite = (
    <span className="fr-sr-only">
      {INSECABLE}: {pour}
    </span>
  );
  // The form of acts leaves them out: they have one of their own.
  if (seulementPrononce(kind)) {
    return (
      <Link to="/dossiers/$id/decision" params={{ id: dossier }} search={{ type: kind }} className="fr-link fr-link--sm fr-mr-2w">
        Enregistrer{INSECABLE}: {nom}
        {suite}
      </Link>
    );
  }
  if (kind === "parties_declarees") {
    return (
      <Link to="/dossiers/$id/modifier" params={{ id: dossier }} search={{ quoi: "partie" }} className="fr-link fr-link--sm fr-mr-2w">
        Ajouter une partie
        {suite}
      </Link>
    );
  }
  if (kind === "pourvoi_forme") {
    return (
      <Link to="/dossiers/$id" params={{ id: dossier }} search={{ onglet: "frise" }} className="fr-link fr-link--sm fr-mr-2w">
        Corriger depuis la frise{INSECABLE}: {nom}
        {suite}
      </Link>
    );
  }
  return PROPOSES.has(kind) ? (
    <Link to="/dossiers/$id/attribution" params={{ id: dossier }} className="fr-link fr-link--sm fr-mr-2w">
      Proposer{INSECABLE}: {nom}
      {suite}
    </Link>
  ) : (
    <Link to="/dossiers/$id/acte" params={{ id: dossier }} search={{ type: kind }} className="fr-link fr-link--sm fr-mr-2w">
      Enregistrer{INSECABLE}: {nom}
      {suite}
    </Link>
  );
}
