import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { motDuMode } from "../../actes/codes";
import { avisDuDossier, referentiel } from "../../api/requetes";
import type { Avis, Dossier } from "../../api/types";
import { Button } from "../../composants/bouton";
import { date, INSECABLE, joursJusque, libelle, majuscule } from "../../composants/formats";
import { peutTenirAvis } from "./avis";

interface Props {
  titre: string;
  avis: Avis[];
  dossier: Dossier;
}

const nomDe = (dossier: Dossier, { party_id }: Avis) => {
  const partie = dossier.parties.find((une) => une.party_id === party_id);
  return partie && { nom: partie.name || "Partie dont le nom est réservé", role: libelle(partie.role) };
};

/** Notices with whom they go to, by when, how, and where they stand. What each must say unfolds under it. */
export function TableAvis({ titre, avis, dossier }: Props) {
  const tient = peutTenirAvis(dossier);
  const { data: tenus } = useQuery({ ...avisDuDossier(dossier.dossier_id), enabled: tient });
  const vieDe = ({ notice, party_id }: Avis) =>
    tenus?.items.find((tenu) => tenu.notice === notice && (tenu.party_id ?? null) === (party_id ?? null))?.notice_id;
  return (
    // The rows hold buttons, but the table may be wider than they are: the region takes the focus to be scrolled.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label={titre} tabIndex={0}>
      <table>
        <caption>{titre}</caption>
        <thead>
          <tr>
            <th scope="col">Avis</th>
            <th scope="col">Destinataire</th>
            <th scope="col">Avant le</th>
            <th scope="col">Mode usuel</th>
            <th scope="col">État</th>
            {tient && (
              <th scope="col" className="greffe-sans-impression">
                Action
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {avis.map((un) => (
            <LigneAvis key={`${un.notice} ${un.party_id ?? ""}`} avis={un} dossier={dossier} tient={tient} vie={vieDe(un)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LigneProps {
  avis: Avis;
  dossier: Dossier;
  tient: boolean;
  /** Its identifier as the registry keeps it, once that is read. */
  vie: string | undefined;
}

function LigneAvis({ avis, dossier, tient, vie }: LigneProps) {
  const id = useId();
  const [deplie, setDeplie] = useState(false);
  const partie = nomDe(dossier, avis);
  const destinataire = partie?.nom ?? majuscule(avis.recipient);
  const [usuel] = avis.means;
  return (
    <>
      <tr data-ligne data-avis={avis.notice} data-statut={avis.status}>
        <th scope="row">
          {avis.label} <span className="greffe-article">{avis.article}</span>
          <div className="greffe-pourquoi">
            <Button
              size="small"
              priority="tertiary no outline"
              iconId={deplie ? "fr-icon-arrow-up-s-line" : "fr-icon-arrow-down-s-line"}
              nativeButtonProps={{ "aria-expanded": deplie, "aria-controls": id }}
              onClick={() => setDeplie(!deplie)}
            >
              Ce qu’il doit dire
              <span className="fr-sr-only">
                {INSECABLE}: {avis.label}, {destinataire}
              </span>
            </Button>
          </div>
        </th>
        <td>
          {destinataire}
          {partie && <span className="greffe-mention"> ({partie.role.toLocaleLowerCase("fr")})</span>}
        </td>
        <td>{avis.due ? <time dateTime={avis.due}>{date(avis.due)}</time> : <span className="greffe-mention">Sans terme</span>}</td>
        <td>{usuel ? (motDuMode(usuel) ?? libelle(usuel)) : "Tout moyen"}</td>
        <td>
          <BadgeAvis avis={avis} />
        </td>
        {tient && (
          <td className="greffe-sans-impression">
            {vie && (
              <Link to="/avis/$avis" params={{ avis: vie }} className="fr-link fr-link--sm">
                Suivre cet avis
                <span className="fr-sr-only">
                  {INSECABLE}: {avis.label}, {destinataire}
                </span>
              </Link>
            )}
            {avis.status !== "prouve" && (
              <Link
                to="/dossiers/$id/acte"
                params={{ id: dossier.dossier_id }}
                search={{ type: "notification_faite", avis: avis.notice, partie: avis.party_id ?? undefined }}
                className="fr-btn fr-btn--sm fr-btn--secondary"
              >
                Enregistrer l’envoi
                <span className="fr-sr-only">
                  {INSECABLE}: {avis.label}, {destinataire}
                </span>
              </Link>
            )}
          </td>
        )}
      </tr>
      <tr id={id} hidden={!deplie}>
        {deplie && (
          <td colSpan={tient ? 6 : 5}>
            <Contenu avis={avis} />
          </td>
        )}
      </tr>
    </>
  );
}

/** Where a notice stands, in words and with an icon; a term gone by says so. */
function BadgeAvis({ avis: { status, due } }: { avis: Avis }) {
  const tard = status === "du" && due && joursJusque(due) < 0;
  const etats = {
    du: { texte: "À envoyer", gravite: "info" },
    envoye: { texte: "Envoyé, preuve attendue", gravite: "warning" },
    revenu: { texte: "Revenu", gravite: "error" },
    prouve: { texte: "Prouvé", gravite: "success" },
  } as const;
  const etat = etats[status];
  return (
    <Badge as="span" small severity={tard ? "error" : etat.gravite}>
      {tard ? "En retard" : etat.texte}
    </Badge>
  );
}

function Contenu({ avis }: { avis: Avis }) {
  const { data: ref } = useQuery(referentiel);
  const preuves = avis.proved_by.map((kind) => ref?.acts.find((acte) => acte.kind === kind)?.label ?? libelle(kind));
  return (
    <div className="greffe-raisons">
      {avis.mentions.length > 0 ? (
        <ul className="fr-mt-0">
          {avis.mentions.map((mention) => (
            <li key={mention}>{majuscule(mention)}</li>
          ))}
        </ul>
      ) : (
        <p className="fr-mb-1w">Aucune mention particulière n’est prévue.</p>
      )}
      {avis.means.length > 1 && (
        <p className="fr-text--sm fr-mb-1w">
          Modes admis{INSECABLE}: {avis.means.map((code) => motDuMode(code) ?? libelle(code)).join(", ")}.
        </p>
      )}
      {preuves.length > 0 && (
        <p className="fr-text--sm fr-mb-1w">
          Se prouve aussi par{INSECABLE}: {preuves.join(", ")}.
        </p>
      )}
      {avis.without_proof && (
        <p className="fr-text--sm fr-mb-1w">
          Sans preuve{INSECABLE}: {avis.without_proof}.
        </p>
      )}
    </div>
  );
}
