import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { useCommande } from "../../api/commandes";
import { ouvrirPapier, type Papier, papier as lirePapier, papiers } from "../../api/delibere";
import { session } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { NATURES, nomDe } from "./mots";

interface Props {
  dossier: Dossier;
  /** The paper that the one to open is an alternative of: of its kind, it begins with its text. */
  origine?: Papier;
  annuler?: ReactNode;
}

/** Opens a paper, alone or with other rapporteurs of the case, as the dossier names them to whoever reads it. */
export function Ouverture({ dossier: { dossier_id, designations }, origine, annuler }: Props) {
  const naviguer = useNavigate();
  const requetes = useQueryClient();
  const { data: ouverte } = useQuery(session);
  const [choisie, setNature] = useState("note");
  const [titre, setTitre] = useState("");
  const [avec, setAvec] = useState<string[]>([]);
  const autres = designations.filter(({ role, agent_id }) => role === "rapporteur" && agent_id !== ouverte?.agent.agent_id);
  const ouvrir = useCommande(
    async (_: void, cle: string) => {
      // Read at that moment, as what leaves is: the text on the screen may be another's since.
      const text = origine ? (await requetes.fetchQuery(lirePapier(dossier_id, origine.paper_id))).text : "";
      const kind = origine?.kind ?? choisie;
      return ouvrirPapier(dossier_id, { kind, title: titre, text, co_author_ids: avec, alternative_of: origine?.paper_id }, cle);
    },
    ({ paper_id }) => {
      void requetes.invalidateQueries({ queryKey: papiers(dossier_id).queryKey, exact: true });
      void naviguer({ to: "/dossiers/$id/delibere/$papier", params: { id: dossier_id, papier: paper_id } });
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void ouvrir.envoyer(undefined);
  };
  return (
    <form className="greffe-formulaire" onSubmit={envoyer}>
      <AlerteErreur erreur={ouvrir.erreur} />
      {!origine && (
        <Select label="Nature" nativeSelectProps={{ value: choisie, onChange: (e) => setNature(e.target.value) }}>
          {Object.entries(NATURES).map(([code, nom]) => (
            <option key={code} value={code}>
              {nom}
            </option>
          ))}
        </Select>
      )}
      <Input
        label={origine ? "Titre de la variante" : "Titre"}
        hintText={autres.length > 0 ? "Ses auteurs seuls lisent ce papier jusqu’à son dépôt." : "Vous seul lisez ce papier jusqu’à son dépôt."}
        nativeInputProps={{ value: titre, required: true, maxLength: 200, onChange: (e) => setTitre(e.target.value) }}
      />
      {autres.length > 0 && (
        <Checkbox
          legend="L’écrire avec"
          hintText="Un rapporteur choisi lit et écrit ce papier dès son ouverture."
          options={autres.map(({ agent_id, name }) => ({
            label: nomDe({ agent_id, name: name || null }),
            nativeInputProps: {
              checked: avec.includes(agent_id),
              onChange: (e) => setAvec(e.target.checked ? [...avec, agent_id] : avec.filter((un) => un !== agent_id)),
            },
          }))}
        />
      )}
      <div className="greffe-actions">
        <Button type="submit" nativeButtonProps={occupe(ouvrir.enCours)}>
          {origine ? "Ouvrir la variante" : "Ouvrir"}
        </Button>
        {annuler}
      </div>
    </form>
  );
}
