import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { statuerSurAcces, useCommande } from "../../api/commandes";
import type { Acces, GesteAcces } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, heure, INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { ETATS, FAITS, GESTES, MOTIF_MAX, MOTIF_MIN, motifSuffit, NATURES, ouvert } from "./mots";
import { PiecesOuvertes } from "./pieces-ouvertes";

/** An access with its steps, what one may do about it, and the papers that it opens to who reads. */
export function UnAcces({ acces }: { acces: Acces }) {
  const nom = acces.agent_name ?? "Une personne de l’annuaire";
  return (
    <article className="fr-callout fr-py-2w fr-mb-2w" data-ligne data-acces={acces.state}>
      <h3 className="fr-h6 fr-mb-1v">
        {NATURES[acces.kind]}
        {INSECABLE}: <Affaire acces={acces} />{" "}
        <span className={`fr-badge fr-badge--sm ${ouvert(acces) ? "fr-badge--warning" : "fr-badge--info"}`}>{ETATS[acces.state]}</span>
      </h3>
      <p className="greffe-mention fr-mb-1w">
        {acces.own ? "Pour vous" : `Pour ${nom}`}
        {acces.until ? `, jusqu’au ${date(acces.until)} à ${heure(acces.until)}` : ""}.
      </p>
      <ol className="fr-mb-1w">
        {acces.steps.map(({ step, at, agent_name, reason }) => (
          <li key={step + at}>
            Le {date(at)} à {heure(at)}, {agent_name ?? "une personne de l’annuaire"} {FAITS[step]}
            {reason ? `${INSECABLE}: ${reason}` : "."}
          </li>
        ))}
      </ol>
      <Gestes acces={acces} />
      {acces.own && ouvert(acces) && <PiecesOuvertes dossier={acces.dossier_id} />}
    </article>
  );
}

/** The way to the dossier; who reads its papers alone has no page of it. */
function Affaire({ acces: { own, kind, dossier_id, dossier_number } }: { acces: Acces }) {
  const nom = dossier_number ? `pourvoi ${dossier_number}` : "dossier";
  if (own && kind === "habilitation") return nom;
  return (
    <Link to="/dossiers/$id" params={{ id: dossier_id }}>
      {nom}
    </Link>
  );
}

function Gestes({ acces }: { acces: Acces }) {
  const [choisi, setChoisi] = useState<GesteAcces>();
  if (acces.may.length === 0) return null;
  if (choisi) return <Formulaire acces={acces} geste={choisi} fermer={() => setChoisi(undefined)} />;
  return (
    <div className="greffe-actions">
      {acces.may.map((geste) => (
        <Button key={geste} size="small" priority={geste === "accord" ? "primary" : "secondary"} onClick={() => setChoisi(geste)}>
          {GESTES[geste]}
        </Button>
      ))}
    </div>
  );
}

function Formulaire({ acces, geste, fermer }: { acces: Acces; geste: GesteAcces; fermer: () => void }) {
  const client = useQueryClient();
  const [motif, setMotif] = useState("");
  const [jour, setJour] = useState(aujourdhui());
  const { envoyer, enCours, erreur } = useCommande(statuerSurAcces, () => {
    annoncer("L’accès est à jour.");
    void client.invalidateQueries({ queryKey: ["acces"] });
    fermer();
  });
  const accorde = geste === "accord";
  const date = accorde && acces.kind === "demande";
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    const body = { step: geste, version: acces.version, motif: motif.trim() || null, jusqu_au: date ? jour : null };
    void envoyer({ access_id: acces.access_id, body });
  };
  return (
    <form onSubmit={soumettre} aria-label={`${GESTES[geste]} cet accès`}>
      <AlerteErreur erreur={erreur} />
      {date && <Jour label="Dernier jour de l’accès" hintText="Quatre-vingt-dix jours au plus." valeur={jour} changer={setJour} />}
      {accorde && acces.kind === "urgence" && (
        <p>L’accès s’ouvre pour deux heures à tous les papiers du dossier, sauf ceux du délibéré. Ceux qui ont le dossier le voient aussitôt.</p>
      )}
      {!accorde && (
        <Input
          label="Motif"
          hintText={`De ${MOTIF_MIN} à ${MOTIF_MAX} caractères ; il reste au journal des accès.`}
          textArea
          nativeTextAreaProps={{ value: motif, maxLength: MOTIF_MAX, rows: 2, onChange: (e) => setMotif(e.target.value) }}
        />
      )}
      <div className="greffe-actions">
        <Button type="submit" size="small" disabled={!accorde && !motifSuffit(motif)} nativeButtonProps={occupe(enCours)}>
          {GESTES[geste]}
        </Button>
        <Button size="small" priority="tertiary" onClick={fermer}>
          Annuler
        </Button>
      </div>
    </form>
  );
}
