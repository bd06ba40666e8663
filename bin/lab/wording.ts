import ts from 'typescript';

/** A sentence or several as written in the source: text, and expressions whose text only a run knows. */
export interface Wording {
  node: ts.Node;
  parts: readonly (string | ts.Expression)[];
}

/** What an expression may say, one wording for each branch. */
export function wordingsOf(expression: ts.Expression): Wording[] {
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) return wordingsOf(expression.expression);
  if (ts.isStringLiteralLike(expression)) return [{ node: expression, parts: [expression.text] }];
  if (ts.isTemplateExpression(expression)) {
    const { head, templateSpans } = expression;
    return [{ node: expression, parts: [head.text, ...templateSpans.flatMap((span) => [span.expression, span.literal.text])] }];
  }
  if (ts.isConditionalExpression(expression)) return [...wordingsOf(expression.whenTrue), ...wordingsOf(expression.whenFalse)];
  if (ts.isBinaryExpression(expression)) {
    const [left, right] = [wordingsOf(expression.left), wordingsOf(expression.right)];
    if (expression.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [...left, ...right];
    return left.flatMap((l) => right.map((r) => ({ node: expression, parts: [...l.parts, ...r.parts] })));
  }
  return [{ node: expression, parts: [expression] }];
}

/** A wording as text. @param fill what to put for an expression */
export const spelled = ({ parts }: Wording, fill: (expression: ts.Expression) => string): string =>
  parts.map((part) => (typeof part === 'string' ? part : fill(part))).join('');
