import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { agents, referentiel } from "../api/requetes";
import type { Acte, Dossier } from "../api/types";
import { ChoixCabinet } from "../composants/choix-cabinet";
import { ChoixMatiere } from "../composants/choix-matiere";
import { ChoixParties } from "../composants/choix-parties";
import { DepotPieces } from "../composants/depot-pieces";
import { date } from "../composants/formats";
import { nomPourvoi } from "../composants/pourvois";
import { DATE_VIDE, SaisieDate } from "../composants/saisie-date";
import { type Champ, formulaireDe, type TypeSaisi } from "./formulaires";
import { identifiantsDe } from "./identifiants";
import type { Saisie } from "./saisie";

interface Props {
  type: TypeSaisi;
  dossier: Dossier;
  actes: Acte[];
  saisie: Saisie;
  changer: (saisie: (avant: Saisie) => Saisie) => void;
  erreurs: Map<string, string>;
}

/** Fields of an act: its dates, what it says, what it touches. */
export function ChampsActe({ type, dossier, actes, saisie, changer, erreurs }: Props) {
  const { data: ref } = useQuery(referentiel);
  const formulaire = formulaireDe(type, identifiantsDe(dossier, ref));
  const corps = (nom: string, valeur: string | boolean | string[]) =>
    changer((avant) => ({ ...avant, corps: { ...avant.corps, [nom]: valeur } }));
  const citables = actes.filter(({ kind, superseded_by }) => formulaire.parleDe?.includes(kind) && !superseded_by);
  return (
    <>
      {type.dates.map((date) => (
        <SaisieDate
          key={date.name}
          legende={date.label}
          requise={date.required}
          valeur={saisie.dates[date.name] ?? DATE_VIDE}
          changer={(valeur) => changer((avant) => ({ ...avant, dates: { ...avant.dates, [date.name]: valeur } }))}
          erreur={erreurs.get(`dates.${date.name}`)}
        />
      ))}
      {citables.length > 0 && (
        <Select
          label="Acte dont il s’agit"
          state={erreurs.has("refers_to") ? "error" : "default"}
          stateRelatedMessage={erreurs.get("refers_to")}
          nativeSelectProps={{
            value: saisie.parleDe,
            onChange: (e) => changer((avant) => ({ ...avant, parleDe: e.target.value })),
          }}
        >
          <option value="">Non précisé</option>
          {citables.map((acte) => (
            <option key={acte.act_id} value={acte.act_id}>
              {acte.label} — enregistré le {date(acte.recorded_at)}
            </option>
          ))}
        </Select>
      )}
      {formulaire.champs.map((champ) => (
        <UnChamp
          key={champ.nom}
          champ={champ}
          dossier={dossier}
          saisie={saisie}
          corps={corps}
          changer={changer}
          erreur={erreurs.get(`corps.${champ.nom}`)}
        />
      ))}
      {formulaire.portee && (
        <ChoixParties
          legende={formulaire.portee}
          parties={dossier.parties}
          choisies={saisie.parties}
          changer={(parties) => changer((avant) => ({ ...avant, parties }))}
          aucune="Aucun choix : l’acte concerne toutes les parties."
        />
      )}
      {!type.seuls && dossier.pourvois.length > 1 && (
        <Cases
          legende="Pourvois concernés"
          options={dossier.pourvois.map((pourvoi) => ({ id: pourvoi.pourvoi_id, texte: nomPourvoi(dossier, pourvoi) }))}
          choisies={saisie.pourvois}
          changer={(pourvois) => changer((avant) => ({ ...avant, pourvois }))}
        />
      )}
      {!type.seuls && dossier.decisions.length > 1 && (
        <Cases
          legende="Décisions attaquées concernées"
          options={dossier.decisions.map(({ decision_id, court, rendered_on }) => ({
            id: decision_id,
            texte: rendered_on ? `${court}, ${date(rendered_on)}` : court,
          }))}
          choisies={saisie.decisions}
          changer={(decisions) => changer((avant) => ({ ...avant, decisions }))}
        />
      )}
    </>
  );
}

interface ChampProps {
  champ: Champ;
  dossier: Dossier;
  saisie: Saisie;
  corps: (nom: string, valeur: string | boolean | string[]) => void;
  changer: Props["changer"];
  erreur: string | undefined;
}

function UnChamp({ champ, dossier, saisie, corps, changer, erreur }: ChampProps) {
  const valeur = saisie.corps[champ.nom];
  const etat = { state: erreur ? ("error" as const) : ("default" as const), stateRelatedMessage: erreur };
  const facultatif = "facultatif" in champ && champ.facultatif;
  const aide = champ.aide ?? (facultatif ? "Facultatif" : undefined);
  switch (champ.sorte) {
    case "choix":
      return (
        <Select
          label={champ.libelle}
          hint={aide}
          {...etat}
          nativeSelectProps={{ value: String(valeur ?? ""), onChange: (e) => corps(champ.nom, e.target.value), required: !facultatif }}
        >
          <option value="">{facultatif ? "Non précisé" : "Choisir…"}</option>
          {Object.entries(champ.options).map(([code, texte]) => (
            <option key={code} value={code}>
              {texte}
            </option>
          ))}
        </Select>
      );
    case "matiere":
      return (
        <ChoixMatiere
          libelle={champ.libelle}
          facultatif={facultatif}
          valeur={String(valeur ?? "")}
          changer={(code) => corps(champ.nom, code)}
          erreur={erreur}
        />
      );
    case "texte":
    case "jour":
    case "nombre":
      return (
        <Input
          label={champ.libelle}
          hintText={aide}
          {...etat}
          nativeInputProps={{
            type: champ.sorte === "jour" ? "date" : champ.sorte === "nombre" ? "number" : "text",
            min: champ.sorte === "nombre" ? 1 : undefined,
            value: String(valeur ?? ""),
            onChange: (e) => corps(champ.nom, e.target.value),
          }}
        />
      );
    case "lignes":
      return (
        <Input
          textArea
          label={champ.libelle}
          hintText={aide}
          {...etat}
          nativeTextAreaProps={{ rows: 4, value: String(valeur ?? ""), onChange: (e) => corps(champ.nom, e.target.value) }}
        />
      );
    case "case":
      return (
        <div className="fr-checkbox-group fr-mb-3w">
          <input
            id={`case-${champ.nom}`}
            type="checkbox"
            checked={valeur === true}
            onChange={(e) => corps(champ.nom, e.target.checked)}
          />
          <label className="fr-label" htmlFor={`case-${champ.nom}`}>
            {champ.libelle}
          </label>
        </div>
      );
    case "cabinet":
      return (
        <ChoixCabinet
          libelle={champ.libelle}
          aide={champ.aide}
          valeur={saisie.cabinets[champ.nom]}
          changer={(cabinet) => changer((avant) => ({ ...avant, cabinets: { ...avant.cabinets, [champ.nom]: cabinet } }))}
          erreur={erreur}
        />
      );
    case "chambre":
      return <ChoixChambre champ={champ} aide={aide} valeur={String(valeur ?? "")} changer={corps} {...etat} />;
    case "agent":
      return <ChoixAgent champ={champ} chambre={dossier.chambre} valeur={String(valeur ?? "")} changer={corps} {...etat} />;
    case "parties":
      return (
        <ChoixParties
          legende={champ.libelle}
          parties={dossier.parties}
          choisies={Array.isArray(valeur) ? valeur : []}
          changer={(choisies) => corps(champ.nom, choisies)}
          aucune={erreur ?? "Choisissez au moins une partie."}
        />
      );
    case "pieces":
      return (
        <>
          <DepotPieces
            legende={champ.libelle}
            nature={champ.nature}
            pieces={saisie.pieces[champ.nom] ?? []}
            changer={(modifier) =>
              changer((avant) => ({ ...avant, pieces: { ...avant.pieces, [champ.nom]: modifier(avant.pieces[champ.nom] ?? []) } }))
            }
          />
          {erreur && <p className="fr-error-text fr-mb-3w">{erreur}</p>}
        </>
      );
  }
}

interface ChoixChambreProps {
  champ: Champ;
  aide: string | undefined;
  valeur: string;
  changer: (nom: string, valeur: string) => void;
  state: "error" | "default";
  stateRelatedMessage: string | undefined;
}

function ChoixChambre({ champ, aide, valeur, changer, ...etat }: ChoixChambreProps) {
  const { data } = useQuery(referentiel);
  return (
    <Select
      label={champ.libelle}
      hint={aide}
      {...etat}
      nativeSelectProps={{ value: valeur, onChange: (e) => changer(champ.nom, e.target.value) }}
    >
      <option value="">Aucune</option>
      {data?.chambres.map(({ code, label }) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </Select>
  );
}

interface ChoixAgentProps {
  champ: Extract<Champ, { sorte: "agent" }>;
  chambre: string | null | undefined;
  valeur: string;
  changer: (nom: string, valeur: string) => void;
  state: "error" | "default";
  stateRelatedMessage: string | undefined;
}

function ChoixAgent({ champ, chambre, valeur, changer, ...etat }: ChoixAgentProps) {
  const { data } = useQuery(agents(champ.role, champ.role ? chambre : undefined));
  return (
    <Select
      label={champ.libelle}
      hint={champ.aide}
      {...etat}
      nativeSelectProps={{ value: valeur, onChange: (e) => changer(champ.nom, e.target.value) }}
    >
      <option value="">Choisir…</option>
      {data?.items.map(({ agent_id, display_name }) => (
        <option key={agent_id} value={agent_id}>
          {display_name}
        </option>
      ))}
    </Select>
  );
}

interface CasesProps {
  legende: string;
  options: { id: string; texte: string }[];
  choisies: string[];
  changer: (choisies: string[]) => void;
}

function Cases({ legende, options, choisies, changer }: CasesProps) {
  return (
    <fieldset className="fr-fieldset greffe-parties">
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
        {legende}
        <span className="fr-hint-text">Aucun choix : tous.</span>
      </legend>
      <div className="fr-fieldset__element">
        {options.map(({ id, texte }) => (
          <div key={id} className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              id={`portee-${id}`}
              type="checkbox"
              checked={choisies.includes(id)}
              onChange={() => changer(choisies.includes(id) ? choisies.filter((choisie) => choisie !== id) : [...choisies, id])}
            />
            <label className="fr-label" htmlFor={`portee-${id}`}>
              {texte}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
