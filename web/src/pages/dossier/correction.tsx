import { Input } from "@codegouvfr/react-dsfr/Input";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { FormulaireActe } from "../../actes/formulaire-acte";
import { typeCorrige } from "../../actes/formulaires";
import { saisieDActe, saisieVide } from "../../actes/saisie";
import { actes, dossier, pieces, referentiel } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Acte, ActeEnregistre, Dossier, Piece, TypeActe } from "../../api/types";
import { Erreur, Introuvable } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { garderSaisie, lireSaisie, oublierSaisie } from "../../composants/brouillon";
import { dateLongue } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "./fil-dossier";

/** Corrects an act: another takes its place, or none. Both stay readable in the journal. */
export function CorrectionPage() {
  const { id, acteId } = useParams({ from: "/dossiers/$id/actes/$acteId/correction" });
  const { data, error, refetch } = useQuery(dossier(id));
  const { data: ref, error: sansRef, refetch: relireRef } = useQuery(referentiel);
  const dossierId = data?.dossier_id ?? "";
  const journal = useInfiniteQuery({ ...actes(dossierId), enabled: Boolean(data) });
  const { data: jointes, error: sansPieces, refetch: relirePieces } = useQuery({ ...pieces(dossierId), enabled: Boolean(data) });
  const liste = journal.data?.items ?? [];
  const acte = liste.find(({ act_id }) => act_id === acteId);
  useToutLire(journal, !acte);

  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  const manque = (!ref && sansRef) || (!jointes && sansPieces) || (!acte && journal.error);
  if (manque) {
    const relire = () => void Promise.all([relireRef(), data && relirePieces(), data && journal.refetch()]);
    return <Erreur cause={manque} reessayer={relire} />;
  }
  if (!data || !ref || !jointes || journal.isPending || (!acte && journal.hasNextPage)) return <Attente quoi="l’acte" />;
  if (!acte) return <Introuvable />;
  return <Correction dossier={data} acte={acte} actes={liste} pieces={jointes.items} types={ref.acts} />;
}

interface Props {
  dossier: Dossier;
  acte: Acte;
  actes: Acte[];
  pieces: Piece[];
  types: TypeActe[];
}

const ANNULATION: TypeActe = { kind: "acte_annule", label: "Acte annulé", class: "acte_de_la_cour", dates: [] };

function Correction({ dossier: lu, acte, actes: liste, pieces: jointes, types }: Props) {
  const naviguer = useNavigate();
  const type = types.find(({ kind }) => kind === acte.kind) ?? {
    kind: acte.kind,
    label: acte.label,
    class: acte.class,
    dates: Object.keys(acte.dates).map((name) => ({ name, label: name, required: false })),
  };
  const corrige = typeCorrige(type);
  const [annule, setAnnule] = useState(!corrige);
  const brouillonRaison = `${lu.dossier_id}:${acte.act_id}:raison`;
  const [raison, setRaison] = useState(() => lireSaisie<string>(brouillonRaison) ?? "");
  const [manque, setManque] = useState(false);
  const annulation = types.find(({ kind }) => kind === ANNULATION.kind) ?? ANNULATION;
  const verifier = () => {
    setManque(!raison.trim());
    return Boolean(raison.trim());
  };
  const ecrireRaison = (texte: string) => {
    setRaison(texte);
    garderSaisie(brouillonRaison, texte);
  };
  const fini = (enregistre: ActeEnregistre) => {
    oublierSaisie(brouillonRaison);
    annoncer("La correction est enregistrée.");
    void naviguer({ to: "/dossiers/$id", params: { id: lu.dossier_id }, search: { acte: enregistre.act_id } });
  };
  const avant = (
    <>
      {corrige && (
        <RadioButtons
          legend="Que faire de cet acte ?"
          name="correction"
          options={[
            {
              label: "Le remplacer par un acte juste",
              nativeInputProps: { checked: !annule, onChange: () => setAnnule(false) },
            },
            {
              label: "L’annuler : il n’aurait pas dû être enregistré",
              nativeInputProps: { checked: annule, onChange: () => setAnnule(true) },
            },
          ]}
        />
      )}
      <Input
        label="Raison de la correction"
        hintText="Elle reste lisible dans le journal, à côté de l’acte corrigé."
        textArea
        state={manque ? "error" : "default"}
        stateRelatedMessage="Dites pourquoi l’acte est corrigé."
        nativeTextAreaProps={{ value: raison, required: true, rows: 2, onChange: (e) => ecrireRaison(e.target.value) }}
      />
    </>
  );
  return (
    <>
      <FilDossier dossier={lu} page="Corriger un acte" />
      <TitrePage titre={`Corriger un acte — ${lu.number}`}>
        Corriger un acte <span className="greffe-mention">du dossier {lu.number}</span>
      </TitrePage>
      <p className="fr-text--lead">
        {acte.label}, enregistré le {dateLongue(acte.recorded_at)} par {acte.recorded_by}.
      </p>
      {corrige?.seuls && !annule && (
        <p>
          {corrige.seuls.length > 0 ? "Ses dates et ses mentions simples se corrigent ici" : "Sa date se corrige ici"}&nbsp;; le reste de l’acte est
          repris tel qu’il fut enregistré.
        </p>
      )}
      <FormulaireActe
        key={String(annule)}
        brouillon={`${lu.dossier_id}:${acte.act_id}:${annule ? "annulation" : "remplacement"}`}
        type={annule || !corrige ? annulation : corrige}
        dossier={lu}
        actes={liste}
        initiale={annule || !corrige ? saisieVide(annulation) : saisieDActe(corrige, acte, lu, jointes)}
        repris={annule ? undefined : acte.corps}
        complement={{ supersedes: acte.act_id, reason: raison.trim() }}
        verifier={verifier}
        avant={avant}
        annuler={
          <Link to="/dossiers/$id" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--secondary">
            Abandonner
          </Link>
        }
        fini={fini}
      />
    </>
  );
}
