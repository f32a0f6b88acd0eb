import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommande } from "../../api/commandes";
import { ouvrirPapier, type Papier, papiers } from "../../api/delibere";
import { dossier } from "../../api/requetes";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { ETATS, NATURES, nomDe } from "./mots";

/** The délibéré of a dossier, for those who judge it: its papers, and how one is opened. */
export function DeliberePage() {
  const { id } = useParams({ from: "/dossiers/$id/delibere" });
  const lu = useQuery(dossier(id));
  const dossierId = lu.data?.dossier_id;
  const delibere = useQuery({ ...papiers(dossierId ?? id), enabled: dossierId !== undefined });
  const cause = lu.error ?? delibere.error;
  if (cause) return <Erreur cause={cause} reessayer={() => void Promise.all([lu.refetch(), delibere.refetch()])} />;
  if (!lu.data || !delibere.data) return <Attente quoi="le délibéré" />;
  return (
    <>
      <FilDossier dossier={lu.data} page="Délibéré" />
      <TitrePage titre={`Délibéré — ${lu.data.number}`} />
      <p>Ces papiers sont couverts par le secret du délibéré. Chaque lecture est inscrite, et porte le nom de qui lit.</p>
      {delibere.data.papers.length === 0 ? (
        <p className="greffe-vide">Aucun papier ne vous est ouvert dans ce dossier.</p>
      ) : (
        <ul>
          {delibere.data.papers.map((papier) => (
            <Ligne key={papier.paper_id} papier={papier} />
          ))}
        </ul>
      )}
      {delibere.data.may_open && <Ouverture dossierId={lu.data.dossier_id} />}
    </>
  );
}

function Ligne({ papier }: { papier: Papier }) {
  return (
    <li className="fr-mb-2w">
      <Link to="/dossiers/$id/delibere/$papier" params={{ id: papier.dossier_id, papier: papier.paper_id }}>
        {papier.title}
      </Link>
      <br />
      <span className="greffe-mention">
        {NATURES[papier.kind] ?? papier.kind}, version {papier.version} de {nomDe(papier.saved_by)}, {date(papier.saved_at)}
        {INSECABLE}: {(ETATS[papier.state] ?? papier.state).toLocaleLowerCase("fr")}
        {papier.alternative_of && ", variante"}
      </span>
    </li>
  );
}

function Ouverture({ dossierId }: { dossierId: string }) {
  const naviguer = useNavigate();
  const [nature, setNature] = useState("note");
  const [titre, setTitre] = useState("");
  const ouvrir = useCommande(
    (_: void, cle: string) => ouvrirPapier(dossierId, { kind: nature, title: titre, text: "" }, cle),
    (ouvert) => void naviguer({ to: "/dossiers/$id/delibere/$papier", params: { id: dossierId, papier: ouvert.paper_id } }),
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void ouvrir.envoyer(undefined);
  };
  return (
    <section className="greffe-section" aria-labelledby="ouvrir-papier">
      <h2 id="ouvrir-papier">Ouvrir un papier</h2>
      <form className="greffe-formulaire" onSubmit={envoyer}>
        <AlerteErreur erreur={ouvrir.erreur} />
        <Select label="Nature" nativeSelectProps={{ value: nature, onChange: (e) => setNature(e.target.value) }}>
          {Object.entries(NATURES).map(([code, nom]) => (
            <option key={code} value={code}>
              {nom}
            </option>
          ))}
        </Select>
        <Input
          label="Titre"
          hintText="Vous seul lisez ce papier jusqu’à son dépôt."
          nativeInputProps={{ value: titre, required: true, maxLength: 200, onChange: (e) => setTitre(e.target.value) }}
        />
        <Button type="submit" nativeButtonProps={occupe(ouvrir.enCours)}>
          Ouvrir
        </Button>
      </form>
    </section>
  );
}
