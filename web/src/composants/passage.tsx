interface Props {
  parts: { text: string; hit: boolean }[];
}

/** A passage of what was found, where what was sought is told by its shape too: `mark` is bold. */
export function Passage({ parts }: Props) {
  return parts.map(({ text, hit }, rang) => (hit ? <mark key={rang}>{text}</mark> : <span key={rang}>{text}</span>));
}
