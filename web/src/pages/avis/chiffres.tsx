import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { chiffresAvis } from "../../api/requetes";
import type { ChiffresAvis, PlaceAvis } from "../../api/types";

/** Each figure is what follows it and what stays behind: read from the left, they must agree. */
const COLONNES: { nom: string; compte: (c: ChiffresAvis) => number; reste: (c: ChiffresAvis) => number; place: PlaceAvis; motDuReste: string }[] = [
  { nom: "Dus", compte: (c) => c.due, reste: (c) => c.to_prepare, place: "a_preparer", motDuReste: "à préparer" },
  { nom: "Préparés", compte: (c) => c.prepared, reste: (c) => c.to_hand_over, place: "a_remettre", motDuReste: "à remettre" },
  { nom: "Remis", compte: (c) => c.handed_over, reste: (c) => c.under_way, place: "en_chemin", motDuReste: "en chemin" },
  { nom: "Envoyés", compte: (c) => c.sent, reste: (c) => c.in_pursuit, place: "en_poursuite", motDuReste: "en poursuite" },
  { nom: "Prouvés", compte: (c) => c.proven, reste: () => 0, place: "prouve", motDuReste: "" },
];

/** Where the notices stand, in figures of one reading that agree. */
export function Chiffres({ niveau: Titre }: { niveau: "h2" }) {
  const { data } = useQuery(chiffresAvis);
  if (!data) return null;
  return (
    <section className="greffe-bloc fr-mb-3w" aria-labelledby="titre-chiffres-avis">
      <Titre id="titre-chiffres-avis" className="fr-h6 fr-mb-1w">
        Avis du greffe
      </Titre>
      <dl className="greffe-chiffres">
        {COLONNES.map(({ nom, compte, reste, place, motDuReste }) => (
          <div key={nom} data-chiffre={place}>
            <dt>{nom}</dt>
            <dd>
              <strong>{compte(data).toLocaleString("fr-FR")}</strong>
              {reste(data) > 0 && (
                <>
                  {" "}
                  <Link to="/avis" search={{ etat: place }}>
                    dont {reste(data).toLocaleString("fr-FR")} {motDuReste}
                  </Link>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="fr-mb-0 greffe-actions greffe-liste-nue">
        {data.late > 0 && (
          <li className="fr-error-text fr-mt-0">
            {data.late.toLocaleString("fr-FR")} {data.late > 1 ? "avis dont le terme est venu ne sont pas partis" : "avis dont le terme est venu n’est pas parti"}
          </li>
        )}
        {data.to_examine > 0 && (
          <li>
            <Link to="/avis" search={{ etat: "a_examiner" }}>
              {data.to_examine.toLocaleString("fr-FR")} à examiner
            </Link>
          </li>
        )}
        {data.awaited > 0 && (
          <li>
            <Link to="/avis" search={{ etat: "attendu" }}>
              {data.awaited.toLocaleString("fr-FR")} attendus d’autres que le greffe
            </Link>
          </li>
        )}
        {!data.agree && (
          <li className="fr-error-text fr-mt-0" role="alert">
            Ces chiffres ne concordent pas : prévenez l’exploitation.
          </li>
        )}
      </ul>
    </section>
  );
}
