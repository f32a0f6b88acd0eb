import { Fragment } from "react";
import { type Bloc, type Ligne, type Morceau } from "./texte";

/** A text as it is read: the same marks as in the editor, the numbers counted by the style sheet. */
export function Lecture({ blocs }: { blocs: Bloc[] }) {
  return (
    <div className="greffe-redige">
      {blocs.map((bloc, rang) => (
        <UnBloc key={rang} bloc={bloc} />
      ))}
    </div>
  );
}

function UnBloc({ bloc }: { bloc: Bloc }) {
  switch (bloc.nature) {
    case "titre": {
      const Titre = `h${bloc.niveau}` as const;
      return <Titre>{bloc.ligne.map(enMots)}</Titre>;
    }
    case "numero":
      return <p className="greffe-numerote">{enLignes(bloc.lignes)}</p>;
    case "citation":
      return (
        <blockquote>
          {bloc.paragraphes.map((lignes, rang) => (
            <p key={rang}>{enLignes(lignes)}</p>
          ))}
        </blockquote>
      );
    case "liste":
      return (
        <ul>
          {bloc.points.map((lignes, rang) => (
            <li key={rang}>{enLignes(lignes)}</li>
          ))}
        </ul>
      );
    case "paragraphe":
      return <p>{enLignes(bloc.lignes)}</p>;
  }
}

const enLignes = (lignes: Ligne[]) =>
  lignes.map((ligne, rang) => (
    <Fragment key={rang}>
      {rang > 0 && <br />}
      {ligne.map(enMots)}
    </Fragment>
  ));

function enMots({ texte, gras, italique }: Morceau, rang: number) {
  const incline = italique ? <em>{texte}</em> : texte;
  return <Fragment key={rang}>{gras ? <strong>{incline}</strong> : incline}</Fragment>;
}
