import {
  isArrowFunction,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isMethodDeclaration,
  isMethodSignatureDeclaration,
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  type ArrowFunction,
  type ConstructorDeclaration,
  type FunctionDeclaration,
  type FunctionExpression,
  type MethodDeclaration,
  type MethodSignatureDeclaration,
  type Node,
  type NoSubstitutionTemplateLiteral,
  type StringLiteral,
} from 'typescript/unstable/ast'

/** Whatever takes parameters: functions, arrows, methods, constructors and the methods of an interface. */
export type FunctionNode =
  | ArrowFunction
  | ConstructorDeclaration
  | FunctionDeclaration
  | FunctionExpression
  | MethodDeclaration
  | MethodSignatureDeclaration

/** Whether a node takes parameters. */
export const isFunctionNode = (node: Node): node is FunctionNode =>
  isArrowFunction(node) ||
  isConstructorDeclaration(node) ||
  isFunctionDeclaration(node) ||
  isFunctionExpression(node) ||
  isMethodDeclaration(node) ||
  isMethodSignatureDeclaration(node)

/** Whether a node is a text without holes, in quotes or backticks. */
export const isText = (node: Node): node is StringLiteral | NoSubstitutionTemplateLiteral =>
  isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)
