import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { essayerRecurrence, prevoirAudience, prevoirRecurrence, useCommande } from "../../api/commandes";
import type { CalendrierDAudiences, JourDeRecurrence, SaisieRecurrence, SaisieSeance } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { ChampsSeance, SEANCE_VIDE, versSeance } from "./champs";
import { JOURS } from "./mots";

interface Props {
  chambre: string;
  calendrier: CalendrierDAudiences;
}

export function Prevoir(props: Props) {
  return (
    <>
      <Une {...props} />
      <Serie {...props} />
    </>
  );
}

function Une({ chambre, calendrier }: Props) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const [seance, setSeance] = useState(SEANCE_VIDE);
  const commande = useCommande(
    (sitting: SaisieSeance, cle) => prevoirAudience({ chambre, sitting }, cle),
    ({ summary }) => {
      void client.invalidateQueries({ queryKey: ["audiences"] });
      void naviguer({ to: "/audiences/$audience", params: { audience: summary.audience_id } });
    },
  );
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    const sitting = versSeance(seance);
    if (sitting) void commande.envoyer(sitting);
  };
  return (
    <form className="greffe-section" noValidate onSubmit={soumettre} aria-labelledby="titre-une">
      <h2 id="titre-une" className="fr-h5">
        Prévoir une audience
      </h2>
      <ChampsSeance seance={seance} changer={setSeance} calendrier={calendrier} />
      <AlerteErreur erreur={commande.erreur} />
      <Button type="submit" nativeButtonProps={{ ...occupe(commande.enCours), disabled: !seance.jour }}>
        {commande.enCours ? "Envoi…" : "Prévoir l’audience"}
      </Button>
    </form>
  );
}

function Serie({ chambre, calendrier }: Props) {
  const client = useQueryClient();
  const [seance, setSeance] = useState(SEANCE_VIDE);
  const [jour, setJour] = useState(2);
  const [semaines, setSemaines] = useState(1);
  const [periode, setPeriode] = useState({ du: "", au: "" });
  const [jours, setJours] = useState<JourDeRecurrence[]>();
  const essai = useCommande((regle: SaisieRecurrence) => essayerRecurrence(regle), ({ items }) => setJours(items));
  const commande = useCommande(
    (regle: SaisieRecurrence, cle) => prevoirRecurrence(regle, cle),
    ({ items }) => {
      void client.invalidateQueries({ queryKey: ["audiences"] });
      annoncer(`${pluriel(items.filter(({ audience_id }) => audience_id).length, "audience prévue", "audiences prévues")}.`);
      setJours(undefined);
    },
  );
  const regle = (): SaisieRecurrence | undefined => {
    const sitting = versSeance(seance);
    return sitting && { chambre, weekday: jour, weeks: semaines, sitting, ...(periode.du ? { from: periode.du } : {}), ...(periode.au ? { to: periode.au } : {}) };
  };
  const demander = (faire: (regle: SaisieRecurrence) => unknown) => {
    const lue = regle();
    if (lue) faire(lue);
  };
  const changer = <V,>(poser: (valeur: V) => void) => (valeur: V) => {
    setJours(undefined);
    poser(valeur);
  };
  const prevues = jours?.filter(({ skipped }) => !skipped).length ?? 0;
  return (
    <form
      className="greffe-section"
      noValidate
      aria-labelledby="titre-serie"
      onSubmit={(envoi) => {
        envoi.preventDefault();
        demander(essai.envoyer);
      }}
    >
      <h2 id="titre-serie" className="fr-h5">
        Prévoir une série
      </h2>
      <p>Sans dates, la série va d’aujourd’hui au 31 décembre, de l’année suivante à partir d’octobre. Les jours fériés sont sautés.</p>
      <div className="greffe-filtres">
        <Select label="Jour de la semaine" nativeSelectProps={{ value: jour, onChange: (e) => changer(setJour)(Number(e.target.value)) }}>
          {JOURS.map((nom, rang) => (
            <option key={nom} value={rang + 1}>
              {nom}
            </option>
          ))}
        </Select>
        <Input
          label="Toutes les … semaines"
          nativeInputProps={{ type: "number", min: 1, max: 12, value: semaines, onChange: (e) => changer(setSemaines)(Number(e.target.value)) }}
        />
        <Input label="Du" nativeInputProps={{ type: "date", value: periode.du, onChange: (e) => changer(setPeriode)({ ...periode, du: e.target.value }) }} />
        <Input label="Au" nativeInputProps={{ type: "date", value: periode.au, onChange: (e) => changer(setPeriode)({ ...periode, au: e.target.value }) }} />
      </div>
      <ChampsSeance seance={seance} changer={changer(setSeance)} calendrier={calendrier} sansJour />
      <AlerteErreur erreur={essai.erreur ?? commande.erreur} />
      <Button type="submit" priority="secondary" nativeButtonProps={occupe(essai.enCours)}>
        {essai.enCours ? "Calcul…" : "Voir les jours"}
      </Button>
      {jours && (
        <div className="fr-mt-2w" aria-live="polite">
          <p>
            {pluriel(prevues, "audience serait prévue", "audiences seraient prévues")} sur {pluriel(jours.length, "jour")}.
          </p>
          <ul>
            {jours
              .filter(({ skipped }) => skipped)
              .map(({ day, skipped }) => (
                <li key={day}>
                  {dateLongue(day)}&nbsp;: {skipped}
                </li>
              ))}
          </ul>
          <Button nativeButtonProps={{ ...occupe(commande.enCours), type: "button", disabled: prevues === 0 }} onClick={() => demander(commande.envoyer)}>
            {commande.enCours ? "Envoi…" : `Prévoir ${pluriel(prevues, "audience")}`}
          </Button>
        </div>
      )}
    </form>
  );
}
