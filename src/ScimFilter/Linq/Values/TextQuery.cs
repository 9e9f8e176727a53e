using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;

namespace ScimFilter.Linq.Values;

/// <summary>Strings in a database, with no method but those that LINQ providers translate.</summary>
internal static class TextQuery
{
    [DynamicDependency("op_Equality(System.String,System.String)", typeof(string))]
    public static Expression Equal(Expression value, IReadOnlyList<string> texts, ComparisonRule rule) => InEachCase(
        value, texts, rule,
        (text, among) => among.Count == 1
            ? Expression.Equal(text, CapturedValues.Capture(among[0]))
            : CapturedValues<string>.Contains(among, text, rule, StringComparer.Ordinal));

    public static Expression Compare(Expression value, ComparisonOperator @operator, string text, ComparisonRule rule)
    {
        Expression test = @operator switch
        {
            ComparisonOperator.Contains when FollowsColumn(rule) => Conditions.Any(
                [Call(TextMethods.Contains), Conditions.And(ColumnIgnoresCase(value), CallLower(TextMethods.Contains))]),
            ComparisonOperator.StartsWith when FollowsColumn(rule) => Conditions.And(
                Call(TextMethods.StartsWith), Conditions.Any([StartsExactly(value, text), ColumnIgnoresCase(value)])),
            ComparisonOperator.EndsWith when FollowsColumn(rule) => Conditions.And(
                Call(TextMethods.EndsWith),
                Conditions.Any([EndsExactly(value, text), IsFoundInAnyCase(value, text), ColumnIgnoresCase(value)])),
            ComparisonOperator.Contains => Call(TextMethods.Contains),
            ComparisonOperator.StartsWith when IsExact(rule) => Conditions.And(Call(TextMethods.StartsWith), StartsExactly(value, text)),
            ComparisonOperator.StartsWith => Call(TextMethods.StartsWith),
            ComparisonOperator.EndsWith when IsExact(rule) => Conditions.And(Call(TextMethods.EndsWith), EndsExactly(value, text)),
            ComparisonOperator.EndsWith => Call(TextMethods.EndsWith),
            _ => Order(value, OperatorTable.Row(@operator).Accepts, text, rule),
        };

        // A provider may leave the negation of an unknown comparison unknown.
        return Conditions.And(Conditions.IsNotNull(value), test);

        Expression Call(MethodInfo method) =>
            InEachCase(value, [text], rule, (cased, literals) => Expression.Call(cased, method, CapturedValues.Capture(literals[0])));

        Expression CallLower(MethodInfo method) => Expression.Call(
            Expression.Call(value, TextMethods.ToLower), method, CapturedValues.Capture(LowerAscii(text)));
    }

    /// <summary>Functions that do not follow a collation go with one that knows ASCII alone: SQLite's.</summary>
    private static string LowerAscii(string text) =>
        string.Concat(text.Select(letter => char.IsAscii(letter) ? char.ToLowerInvariant(letter) : letter));

    /// <summary>
    /// Whether the column's collation takes a value, its lower and its upper case for equal. Where it does not, that holds for values
    /// without letters only, and on those a comparison that ignores case and an exact one agree.
    /// </summary>
    /// <remarks>
    /// Substrings are found by functions that need not follow the collation, as <c>eq</c> does: SQLite's <c>instr</c> is exact, and its
    /// <c>LIKE</c> ignores case, on any column.
    /// </remarks>
    private static Expression ColumnIgnoresCase(Expression value) => Conditions.And(
        Expression.Equal(Expression.Call(value, TextMethods.ToUpper), value),
        Expression.Equal(Expression.Call(value, TextMethods.ToLower), value));

    /// <summary>
    /// Whether a text is found at one place in either case. Types may ignore case by themselves (PostgreSQL's <c>citext</c>), but what is
    /// cut out of such a value is plain text, so that <see cref="EndsExactly"/> is exact.
    /// </summary>
    private static Expression IsFoundInAnyCase(Expression value, string text)
    {
        Expression lower = Expression.Call(value, TextMethods.IndexOf, CapturedValues.Capture(text.ToLowerInvariant()));
        Expression upper = Expression.Call(value, TextMethods.IndexOf, CapturedValues.Capture(text.ToUpperInvariant()));
        return Conditions.And(Expression.GreaterThanOrEqual(lower, Expression.Constant(0)), Expression.Equal(lower, upper));
    }

    /// <summary>Prefixes and suffixes are found by <c>LIKE</c>, which may ignore case whatever the column does: SQLite's does.</summary>
    private static BinaryExpression StartsExactly(Expression value, string text) =>
        Expression.Equal(Expression.Call(value, TextMethods.IndexOf, CapturedValues.Capture(text)), Expression.Constant(0));

    /// <summary>
    /// Databases disagree on the length of what lies above U+FFFF. Behind it lengths agree, and the whole is looked for anywhere.
    /// </summary>
    private static Expression EndsExactly(Expression value, string text)
    {
        string tail = text[(text.AsSpan().LastIndexOfAnyInRange('\ud800', '\udfff') + 1)..];
        Expression start = Expression.Subtract(Expression.Property(value, TextMethods.Length), CapturedValues.Capture(tail.Length));
        Expression ends = tail.Length == 0 && text.Length > 0
            ? Conditions.True
            : Expression.Equal(Expression.Call(value, TextMethods.Substring, start), CapturedValues.Capture(tail));
        return tail.Length == text.Length
            ? ends
            : Conditions.And(ends, Expression.Call(value, TextMethods.Contains, CapturedValues.Capture(text)));
    }

    /// <summary>Upper case: the language puts the characters between <c>Z</c> and <c>a</c> after the letters.</summary>
    private static Expression Order(Expression value, Orders accepted, string text, ComparisonRule rule)
    {
        bool folds = Folds(rule);
        Expression left = folds ? Expression.Call(value, TextMethods.ToUpper) : value;
        Expression right = CapturedValues.Capture(folds ? text.ToUpperInvariant() : text);
        return Conditions.Compare(accepted, Expression.Call(TextMethods.Compare, left, right), Expression.Constant(0));
    }

    /// <summary>
    /// Both sides lower where case is ignored. What a database lowers beyond ASCII is its own affair (SQLite nothing), so a literal
    /// that goes beyond it is looked for as it is written, too.
    /// </summary>
    private static Expression InEachCase(
        Expression value, IReadOnlyList<string> texts, ComparisonRule rule, Func<Expression, IReadOnlyList<string>, Expression> test)
    {
        if (!Folds(rule))
        {
            return test(value, texts);
        }

        Expression lower = test(Expression.Call(value, TextMethods.ToLower), [.. texts.Select(text => text.ToLowerInvariant()).Distinct()]);
        string[] beyondAscii = [.. texts.Where(text => !Ascii.IsValid(text))];
        return beyondAscii.Length == 0 ? lower : Conditions.Any([lower, test(value, beyondAscii)]);
    }

    private static bool FollowsColumn(ComparisonRule rule) => rule.Target == QueryTarget.DatabaseWithCollations;

    private static bool IsExact(ComparisonRule rule) => rule is { Target: QueryTarget.Database, Text: TextComparison.Exact };

    private static bool Folds(ComparisonRule rule) => rule is { Target: QueryTarget.Database, Text: TextComparison.IgnoreCase };
}
