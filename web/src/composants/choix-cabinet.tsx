import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { creerCabinet, useCommande } from "../api/commandes";
import { cabinets } from "../api/requetes";
import type { Cabinet } from "../api/types";
import { annoncer } from "./annonces";
import { INSECABLE } from "./formats";

interface Props {
  libelle: string;
  aide?: string;
  valeur: Cabinet | undefined;
  changer: (cabinet: Cabinet | undefined) => void;
  erreur?: string;
}

/**
 * Office of avocats aux Conseils, found by part of its name or added to the register. A combobox as the
 * ARIA practices describe it: arrows, Enter, Escape.
 */
export function ChoixCabinet({ libelle, aide, valeur, changer, erreur }: Props) {
  const id = useId();
  const [texte, setTexte] = useState<string>();
  const [ouvert, setOuvert] = useState(false);
  const [actif, setActif] = useState(-1);
  const [oubli, setOubli] = useState<string>();
  const cherche = useDeferredValue((texte ?? "").trim());
  const { data } = useQuery({ ...cabinets(cherche), enabled: ouvert });
  const creation = useCommande((nom: string, cle) => creerCabinet(nom, cle));

  const trouves = data?.items ?? [];
  const exact = trouves.some(({ name }) => name.toLocaleLowerCase("fr") === cherche.toLocaleLowerCase("fr"));
  const creable = cherche.length >= 3 && !exact;
  const nombre = trouves.length + (creable ? 1 : 0);

  const choisir = (cabinet: Cabinet) => {
    changer(cabinet);
    setTexte(undefined);
    setOuvert(false);
    setActif(-1);
    setOubli(undefined);
  };
  // What was typed and not chosen is no answer: the field says so rather than seem filled.
  const quitter = () => {
    setOuvert(false);
    if (creation.enCours || valeur || !texte?.trim()) return;
    setOubli(`«${INSECABLE}${texte.trim()}${INSECABLE}» n’a pas été retenu${INSECABLE}: choisissez un cabinet dans la liste.`);
    setTexte(undefined);
  };
  const retenir = async (rang: number) => {
    const cabinet = trouves[rang];
    if (cabinet) return choisir(cabinet);
    if (!creable || rang !== trouves.length) return;
    const cree = await creation.envoyer(cherche);
    if (!cree) return;
    choisir(cree);
    annoncer(`Le cabinet ${cree.name} est ajouté.`);
  };
  const surTouche = (touche: KeyboardEvent) => {
    if (touche.key === "ArrowDown" || touche.key === "ArrowUp") {
      touche.preventDefault();
      setOuvert(true);
      if (nombre > 0) setActif((actif + (touche.key === "ArrowDown" ? 1 : nombre - 1) + (actif < 0 && touche.key === "ArrowUp" ? 1 : 0)) % nombre);
    } else if (touche.key === "Enter" && ouvert) {
      touche.preventDefault();
      void retenir(actif < 0 ? 0 : actif);
    } else if (touche.key === "Escape") {
      setOuvert(false);
      setTexte(undefined);
    }
  };
  const message = erreur ?? creation.erreur?.message ?? oubli;

  return (
    <div className={`fr-input-group greffe-combobox ${message ? "fr-input-group--error" : ""}`}>
      <label className="fr-label" htmlFor={id}>
        {libelle}
        <span className="fr-hint-text">{aide ?? "Saisissez une partie du nom, puis choisissez dans la liste."}</span>
      </label>
      <input
        id={id}
        className="fr-input"
        role="combobox"
        autoComplete="off"
        aria-expanded={ouvert && nombre > 0}
        aria-controls={`${id}-liste`}
        aria-autocomplete="list"
        aria-activedescendant={actif >= 0 ? `${id}-${actif}` : undefined}
        aria-describedby={message ? `${id}-erreur` : undefined}
        value={texte ?? valeur?.name ?? ""}
        onChange={(e) => {
          setTexte(e.target.value);
          setOuvert(true);
          setActif(-1);
          setOubli(undefined);
          if (valeur) changer(undefined);
        }}
        onKeyDown={surTouche}
        onBlur={quitter}
      />
      <ul id={`${id}-liste`} role="listbox" aria-label={libelle} hidden={!ouvert || nombre === 0} className="greffe-combobox__liste">
        {trouves.map((cabinet, rang) => (
          <Choix key={cabinet.office_id} id={`${id}-${rang}`} actif={actif === rang} choisir={() => void retenir(rang)}>
            {cabinet.name}
          </Choix>
        ))}
        {creable && (
          <Choix id={`${id}-${trouves.length}`} actif={actif === trouves.length} choisir={() => void retenir(trouves.length)}>
            Ajouter «{INSECABLE}
            {cherche}
            {INSECABLE}» aux cabinets
          </Choix>
        )}
      </ul>
      {message && (
        <p id={`${id}-erreur`} className="fr-error-text">
          {message}
        </p>
      )}
    </div>
  );
}

function Choix({ id, actif, choisir, children }: { id: string; actif: boolean; choisir: () => void; children: React.ReactNode }) {
  return (
    // The keyboard drives the list from the input, which keeps the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={actif}
      onMouseDown={(e) => e.preventDefault()}
      onClick={choisir}
      className={actif ? "greffe-combobox__actif" : undefined}
    >
      {children}
    </li>
  );
}
