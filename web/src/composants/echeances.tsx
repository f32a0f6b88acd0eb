import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { historiqueEcheance } from "../api/requetes";
import type { Echeance, Etape, StatutEcheance } from "../api/types";
import { Button } from "./bouton";
import { dateLongue, INSECABLE, joursJusque, joursRestants } from "./formats";

type Gravite = "success" | "error" | "warning" | "info" | "new" | undefined;

const STATUTS: Record<StatutEcheance, { texte: string; gravite: Gravite }> = {
  ouverte: { texte: "Ouverte", gravite: "info" },
  satisfaite: { texte: "Respectée", gravite: "success" },
  satisfaite_hors_delai: { texte: "Accomplie hors délai", gravite: "error" },
  expiree: { texte: "Expirée", gravite: "error" },
  interrompue: { texte: "Interrompue", gravite: "warning" },
  indeterminee: { texte: "Indéterminée", gravite: "warning" },
  sans_objet: { texte: "Sans objet", gravite: undefined },
};

const JOURS_PROCHES = 8;

/** Status in words, with an icon; a deadline that nears says so. */
export function BadgeEcheance({ echeance }: { echeance: Pick<Echeance, "status" | "days_left"> }) {
  const proche = echeance.status === "ouverte" && (echeance.days_left ?? Infinity) <= JOURS_PROCHES;
  const statut = STATUTS[echeance.status];
  return (
    <Badge as="span" small severity={proche ? "warning" : statut.gravite} noIcon={!statut.gravite}>
      {proche ? "Proche" : statut.texte}
    </Badge>
  );
}

/** The last useful day and how far it is, or what is missing to tell it. */
export function JourEcheance({ echeance }: { echeance: Echeance }) {
  if (!echeance.due) {
    return <>{echeance.missing.length > 0 ? `Date à établir : il manque ${echeance.missing.join(", ")}` : "Date à établir"}</>;
  }
  const compte = echeance.status === "ouverte" || echeance.status === "expiree";
  const jours = echeance.days_left ?? joursJusque(echeance.due);
  return (
    <>
      <time dateTime={echeance.due} className="greffe-jour">
        {dateLongue(echeance.due)}
      </time>
      {compte && <span className="greffe-mention"> — {joursRestants(jours)}</span>}
    </>
  );
}

/** Opens the reasons of a date, step by step with their articles, and what it was before. */
export function PourquoiCetteDate({ echeance, ouvert = false }: { echeance: Echeance; ouvert?: boolean }) {
  const id = useId();
  const [deplie, setDeplie] = useState(ouvert);
  return (
    <div className="greffe-pourquoi">
      <Button
        size="small"
        priority="tertiary no outline"
        iconId={deplie ? "fr-icon-arrow-up-s-line" : "fr-icon-question-line"}
        nativeButtonProps={{ "aria-expanded": deplie, "aria-controls": id }}
        onClick={() => setDeplie(!deplie)}
      >
        Pourquoi cette date{INSECABLE}?<span className="fr-sr-only"> {echeance.label}</span>
      </Button>
      <div id={id} hidden={!deplie}>
        {deplie && <Raisons echeance={echeance} />}
      </div>
    </div>
  );
}

function Raisons({ echeance }: { echeance: Echeance }) {
  return (
    <div className="greffe-raisons">
      <Pas pas={echeance.steps} />
      {echeance.ambiguous && <DeuxLectures alerte={echeance.alert} />}
      <p className="fr-text--sm fr-mb-1w">
        {echeance.sanction && <>Sanction{INSECABLE}: {echeance.sanction}. </>}
        {echeance.basis && <>Fondement{INSECABLE}: {echeance.basis}.</>}
      </p>
      <Historique echeance={echeance} />
    </div>
  );
}

/** From the event to the day, step by step, each with its article. */
export function Pas({ pas }: { pas: Etape[] }) {
  return (
    <ol className="greffe-raisons__pas">
      {pas.map(({ text, basis }, rang) => (
        <li key={rang}>
          {text}
          {basis && <span className="greffe-article">{basis}</span>}
        </li>
      ))}
    </ol>
  );
}

export function DeuxLectures({ alerte }: { alerte?: string | null }) {
  return (
    <p className="fr-text--sm fr-mb-1w">
      Deux lectures du texte sont possibles
      {alerte ? `${INSECABLE}: par prudence, agir au plus tard le ${dateLongue(alerte)}.` : "."}
    </p>
  );
}

/** Earlier answers, when an act has moved the date. */
function Historique({ echeance }: { echeance: Echeance }) {
  const { data } = useQuery(historiqueEcheance(echeance.dossier_id, echeance.deadline_id));
  const anciennes = (data?.items ?? []).filter((version) => version.due !== echeance.due || version.status !== echeance.status);
  if (anciennes.length === 0) return null;
  return (
    <>
      <p className="fr-text--sm fr-text--bold fr-mb-0">Auparavant</p>
      <ul className="fr-text--sm">
        {anciennes.map((version, rang) => (
          <li key={rang}>
            {STATUTS[version.status].texte}
            {version.due && `, ${dateLongue(version.due)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

type Datee = Pick<Echeance, "status" | "due">;

/** What the list of deadlines puts first: what has lapsed, then the nearest. */
export function parUrgence(a: Datee, b: Datee): number {
  const rang = (echeance: Datee) => ["expiree", "ouverte", "indeterminee", "interrompue"].indexOf(echeance.status) + 1 || 9;
  return rang(a) - rang(b) || (a.due ?? "9999").localeCompare(b.due ?? "9999");
}
