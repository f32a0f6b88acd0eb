import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { demanderAcces, useCommande } from "../../api/commandes";
import { agents } from "../../api/requetes";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { MOTIF_MAX, MOTIF_MIN, motifSuffit } from "./mots";

/** Opens a dossier by name to a trainee or an academic (COJ R431-7-1): its papers of procedure, for a time. */
export function Habiliter({ dossier }: { dossier: string }) {
  const client = useQueryClient();
  const { data: lecteurs } = useQuery(agents("lecteur_habilite"));
  const [choisi, setChoisi] = useState("");
  const [jour, setJour] = useState("");
  const [motif, setMotif] = useState("");
  const { envoyer, enCours, erreur } = useCommande(demanderAcces, () => {
    annoncer("Le dossier est ouvert à cette personne.");
    setMotif("");
    void client.invalidateQueries({ queryKey: ["acces"] });
  });
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    void envoyer({ dossier_id: dossier, body: { kind: "habilitation", motif: motif.trim(), agent_id: choisi, jusqu_au: jour } });
  };
  return (
    <form onSubmit={soumettre} aria-label="Habiliter un lecteur" className="greffe-lecture">
      <AlerteErreur erreur={erreur} />
      <Select label="Lecteur" nativeSelectProps={{ value: choisi, onChange: (e) => setChoisi(e.target.value) }}>
        <option value="">Choisir dans l’annuaire</option>
        {lecteurs?.items.map(({ agent_id, display_name }) => (
          <option key={agent_id} value={agent_id}>
            {display_name}
          </option>
        ))}
      </Select>
      <Jour label="Dernier jour de l’accès" hintText="Un an au plus." valeur={jour} changer={setJour} />
      <Input
        label="Motif"
        hintText={`De ${MOTIF_MIN} à ${MOTIF_MAX} caractères.`}
        textArea
        nativeTextAreaProps={{ value: motif, maxLength: MOTIF_MAX, rows: 2, onChange: (e) => setMotif(e.target.value) }}
      />
      <Button type="submit" size="small" disabled={!choisi || !jour || !motifSuffit(motif)} nativeButtonProps={occupe(enCours)}>
        Ouvrir le dossier
      </Button>
    </form>
  );
}
