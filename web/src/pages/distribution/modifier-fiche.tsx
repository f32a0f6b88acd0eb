import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { inscrireMagistrat, useCommande } from "../../api/commandes";
import { magistrats, referentiel } from "../../api/requetes";
import type { Magistrat, SaisieMagistrat } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { DEGRES, ficheDe, type FicheSaisie, milliemes, versMagistrat } from "./fiche-magistrat";
import { FONCTIONS } from "./mots";

interface Props {
  magistrat: Magistrat;
  fermer: () => void;
}

/** What the register says of a magistrate, changed by those who keep it. */
export function ModifierFiche({ magistrat, fermer }: Props) {
  const { data, error, refetch } = useQuery(magistrats("", aujourdhui()));
  if (error && !data) return <ErreurSection quoi="Le registre" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le registre" />;
  return <Fiche magistrat={magistrat} tous={data.items} fermer={fermer} />;
}

function Fiche({ magistrat, tous, fermer }: Props & { tous: Magistrat[] }) {
  const client = useQueryClient();
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => donnerFoyer(titre.current), []);
  const [fiche, setFiche] = useState(() => ficheDe(magistrat));
  const { data: ref } = useQuery(referentiel);
  // A chamber that has not registered its sections takes any words.
  const sections = (ref?.sections ?? []).filter(({ chambre }) => magistrat.chambres.includes(chambre));
  const changer = (champs: Partial<FicheSaisie>) => setFiche({ ...fiche, ...champs });
  const [verifie, setVerifie] = useState(false);
  const commande = useCommande(
    (corps: SaisieMagistrat, cle) => inscrireMagistrat(corps, cle),
    () => {
      annoncer("La fiche est enregistrée.");
      void client.invalidateQueries({ queryKey: ["magistrats"] });
      fermer();
    },
  );
  const { erreur } = commande;
  const etat = (champ: string) => ({ state: erreur?.champs.has(champ) ? ("error" as const) : ("default" as const), stateRelatedMessage: erreur?.champs.get(champ) });
  const sansQuotite = verifie && milliemes(fiche.quotite) === undefined;
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    const corps = versMagistrat(magistrat, fiche);
    if (corps) void commande.envoyer(corps);
  };
  return (
    <form className="greffe-formulaire" noValidate onSubmit={soumettre} aria-labelledby="titre-fiche">
      <h2 id="titre-fiche" className="fr-h5" ref={titre}>
        Fiche de {magistrat.display_name}
      </h2>
      <AlerteErreur erreur={erreur} />
      <Select label="Fonction" {...etat("fonction")} nativeSelectProps={{ value: fiche.fonction, onChange: (e) => changer({ fonction: e.target.value }) }}>
        {Object.entries(FONCTIONS).map(([code, nom]) => (
          <option key={code} value={code}>
            {nom}
          </option>
        ))}
      </Select>
      {sections.length > 0 ? (
        <Select label="Section" {...etat("section")} nativeSelectProps={{ value: fiche.section, onChange: (e) => changer({ section: e.target.value }) }}>
          <option value="">Hors section</option>
          {/* What the sheet bears stays to be seen, though the section is closed: the register says so when it is sent. */}
          {fiche.section && !sections.some(({ code }) => code === fiche.section) && <option value={fiche.section}>{fiche.section} (fermée)</option>}
          {sections.map(({ chambre, code, label }) => (
            <option key={`${chambre} ${code}`} value={code}>
              {label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          label="Section"
          hintText={"De la chambre\u00a0; vide hors section."}
          {...etat("section")}
          nativeInputProps={{ value: fiche.section, maxLength: 100, onChange: (e) => changer({ section: e.target.value }) }}
        />
      )}
      <Jour label="Arrivée à la Cour" valeur={fiche.arrivee} changer={(arrivee) => changer({ arrivee })} erreur={erreur?.champs.get("arrived_on")} />
      <Jour
        label="Départ"
        hintText="Vide tant qu’il n’est pas connu."
        valeur={fiche.depart}
        changer={(depart) => changer({ depart })}
        erreur={erreur?.champs.get("left_on")}
      />
      <Input
        label="Temps de travail, en pour cent"
        {...etat("part_time")}
        {...(sansQuotite ? { state: "error" as const, stateRelatedMessage: "Indiquez un nombre de 0 à 100." } : {})}
        nativeInputProps={{ inputMode: "decimal", value: fiche.quotite, onChange: (e) => changer({ quotite: e.target.value }) }}
      />
      <Input
        label="Spécialités"
        hintText="Séparées par des virgules."
        {...etat("specialities")}
        nativeInputProps={{ value: fiche.specialites, onChange: (e) => changer({ specialites: e.target.value }) }}
      />
      <Parents magistrat={magistrat} tous={tous} parents={fiche.parents} verifie={verifie} changer={(parents) => changer({ parents })} />
      <div className="greffe-actions">
        <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
          {commande.enCours ? "Envoi…" : "Enregistrer la fiche"}
        </Button>
        <Button priority="secondary" nativeButtonProps={{ type: "button" }} onClick={fermer}>
          Fermer
        </Button>
      </div>
    </form>
  );
}

interface PropsParents {
  magistrat: Magistrat;
  tous: Magistrat[];
  parents: FicheSaisie["parents"];
  /** Is what is missing to be told? */
  verifie: boolean;
  changer: (parents: FicheSaisie["parents"]) => void;
}

/** Kin among magistrates: two of them do not judge the same case. */
function Parents({ magistrat, tous, parents, verifie, changer }: PropsParents) {
  const nom = (id: string) => tous.find(({ agent_id }) => agent_id === id)?.display_name ?? "Personne inconnue du registre";
  const restants = tous.filter(({ agent_id }) => agent_id !== magistrat.agent_id && !parents.some((un) => un.agent_id === agent_id));
  return (
    <fieldset className="greffe-composition">
      <legend>
        Parents et alliés parmi les magistrats
        <span className="fr-hint-text">Une parenté se lit sur les deux fiches&nbsp;: retirée ici, elle l’est de l’une et de l’autre.</span>
      </legend>
      <ul className="greffe-echeances">
        {parents.map(({ agent_id, degree }) => (
          <li key={agent_id}>
            <Select
              label={`Lien avec ${nom(agent_id)}`}
              state={verifie && degree === undefined ? "error" : "default"}
              stateRelatedMessage="Choisissez dans la liste."
              nativeSelectProps={{
                value: String(degree ?? ""),
                onChange: (e) => changer(parents.map((un) => (un.agent_id === agent_id ? { ...un, degree: Number(e.target.value) } : un))),
              }}
            >
              {degree === undefined && <option value="">Choisir…</option>}
              {DEGRES.map((mots, rang) => (
                <option key={mots} value={rang}>
                  {mots}
                </option>
              ))}
            </Select>
            <Button
              priority="tertiary"
              size="small"
              nativeButtonProps={{ type: "button" }}
              onClick={() => changer(parents.filter((un) => un.agent_id !== agent_id))}
            >
              Retirer<span className="fr-sr-only"> {nom(agent_id)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Select
        label="Ajouter un parent ou un allié"
        nativeSelectProps={{ value: "", onChange: (e) => e.target.value && changer([...parents, { agent_id: e.target.value }]) }}
      >
        <option value="">Choisir…</option>
        {restants.map(({ agent_id, display_name }) => (
          <option key={agent_id} value={agent_id}>
            {display_name}
          </option>
        ))}
      </Select>
    </fieldset>
  );
}
