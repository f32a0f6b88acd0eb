import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { delivrerLien, revoquerLien, useCommande } from "../../api/commandes";
import { dossier, liensPersonnels } from "../../api/requetes";
import type { Dossier, LienDelivre, LienPersonnel } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, INSECABLE } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { TitrePage } from "../../composants/titre-page";
import { LIENS_ETATS } from "../suivi/mots";
import { FilDossier } from "./fil-dossier";

/** Personal links of the parties without counsel: made, told once, ended. */
export function LiensPersonnelsPage() {
  const { id } = useParams({ from: "/dossiers/$id/liens" });
  const lu = useQuery(dossier(id));
  const liens = useQuery(liensPersonnels(id));
  const cause = lu.error ?? liens.error;
  if (cause) return <Erreur cause={cause} reessayer={() => void Promise.all([lu.refetch(), liens.refetch()])} />;
  if (!lu.data || !liens.data) return <Attente quoi="les liens du dossier" />;
  return (
    <>
      <FilDossier dossier={lu.data} page="Liens personnels" />
      <TitrePage titre={`Liens personnels — ${lu.data.number}`} />
      <p>
        Une partie sans avocat suit son affaire par un lien personnel. Le lien et le code lui parviennent par deux voies différentes.
      </p>
      <Delivrance dossier={lu.data} />
      <h2>Liens délivrés</h2>
      {liens.data.length === 0 ? (
        <p className="greffe-vide">Aucun lien n’a été délivré.</p>
      ) : (
        <ul>
          {liens.data.map((lien) => (
            <Lien key={lien.link_id} lien={lien} dossierId={id} />
          ))}
        </ul>
      )}
    </>
  );
}

function Delivrance({ dossier: lu }: { dossier: Dossier }) {
  const client = useQueryClient();
  const [partie, setPartie] = useState("");
  const [voie, setVoie] = useState("courrier");
  const [jusque, setJusque] = useState("");
  const [delivre, setDelivre] = useState<LienDelivre>();
  const delivrer = useCommande(
    (_: void, cle: string) => delivrerLien(lu.dossier_id, { party_id: partie, code_by: voie, until: jusque || null }, cle),
    (fait) => {
      setDelivre(fait);
      void client.invalidateQueries({ queryKey: liensPersonnels(lu.dossier_id).queryKey });
    },
  );
  const seules = lu.parties.filter(({ office_ids, nature }) => office_ids.length === 0 && nature !== "ministere_public");
  if (seules.length === 0) return <p className="greffe-vide">Toutes les parties ont un avocat.</p>;
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void delivrer.envoyer(undefined);
  };
  return (
    <>
      <form className="greffe-formulaire" onSubmit={envoyer}>
        <AlerteErreur erreur={delivrer.erreur} />
        <Select label="Partie" nativeSelectProps={{ value: partie, required: true, onChange: (e) => setPartie(e.target.value) }}>
          <option value="" disabled>
            Choisir une partie sans avocat
          </option>
          {seules.map(({ party_id, name }) => (
            <option key={party_id} value={party_id}>
              {name}
            </option>
          ))}
        </Select>
        <Select label="Remise du code" nativeSelectProps={{ value: voie, onChange: (e) => setVoie(e.target.value) }}>
          <option value="courrier">Par courrier</option>
          <option value="guichet">Au guichet</option>
        </Select>
        <Jour label="Dernier jour" hintText="Un an si rien n’est dit." valeur={jusque} changer={setJusque} />
        <Button type="submit" disabled={delivrer.enCours}>
          Délivrer un lien
        </Button>
      </form>
      {delivre?.token && delivre.code && (
        <Alert
          className="fr-my-3w"
          severity="success"
          as="h2"
          title={`Lien délivré à ${delivre.link.party_name}`}
          description={
            <>
              <p>Notez-les maintenant{INSECABLE}: ils ne seront plus montrés.</p>
              <p>
                Lien{INSECABLE}: <code className="greffe-empreinte">{`${window.location.origin}/suivi#${delivre.token}`}</code>
              </p>
              <p>
                Code, par une autre voie{INSECABLE}: <code>{delivre.code}</code>
              </p>
            </>
          }
        />
      )}
    </>
  );
}

function Lien({ lien, dossierId }: { lien: LienPersonnel; dossierId: string }) {
  const client = useQueryClient();
  const [motif, setMotif] = useState("");
  const revoquer = useCommande(
    (_: void, cle: string) => revoquerLien(lien.link_id, motif, cle),
    () => void client.invalidateQueries({ queryKey: liensPersonnels(dossierId).queryKey }),
  );
  const fini = lien.state === "revoque" || lien.state === "expire";
  return (
    <li className="fr-mb-2w">
      {lien.party_name}, jusqu’au {date(lien.expires_at)}
      {INSECABLE}: {LIENS_ETATS[lien.state] ?? lien.state}
      {lien.reason ? ` — ${lien.reason}` : ""}
      {lien.opened_at ? `, ouvert le ${date(lien.opened_at)}` : ", jamais ouvert"}
      {!fini && (
        <form
          className="greffe-formulaire"
          aria-label={`Révoquer le lien de ${lien.party_name}`}
          onSubmit={(envoi) => {
            envoi.preventDefault();
            void revoquer.envoyer(undefined);
          }}
        >
          <AlerteErreur erreur={revoquer.erreur} />
          <Input label="Motif de la révocation" nativeInputProps={{ value: motif, required: true, onChange: (e) => setMotif(e.target.value) }} />
          <Button type="submit" priority="secondary" disabled={revoquer.enCours}>
            Révoquer
          </Button>
        </form>
      )}
    </li>
  );
}
