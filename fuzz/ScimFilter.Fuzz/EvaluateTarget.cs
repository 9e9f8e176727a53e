using System.Text;
using System.Text.Json;
using ScimFilter.Oracle;

namespace ScimFilter.Fuzz;

/// <summary>
/// The first line is a filter, the rest an event: every way to evaluate gives the answer of <see cref="NaiveEvaluator"/>.
/// Of an event that is no JSON only one thing is asked: that reading it ends in an answer or in <see cref="EventFormatException"/>.
/// </summary>
internal static class EvaluateTarget
{
    /// <summary>How deep JSON is parsed for the oracle: far beyond what the library reads.</summary>
    private const int OracleDepth = 4096;

    public static void Run(byte[] input)
    {
        int line = input.AsSpan().IndexOf((byte)'\n');
        if (line < 0 || !FilterExpression.TryParse(Encoding.UTF8.GetString(input, 0, line), out FilterExpression? filter, out _))
        {
            return;
        }

        byte[] json = input[(line + 1)..];
        EvaluateBothCases(filter, json);
    }

    private static void EvaluateBothCases(FilterExpression filter, byte[] json)
    {
        foreach (bool caseExact in (bool[])[false, true])
        {
            IReadOnlyList<Evaluation> evaluations = Evaluation.All(filter, caseExact);
            if (evaluations.Count == 0)
            {
                return;
            }

            if (!IsJson(filter, json))
            {
                RequireNoOtherException(evaluations, json);
                return;
            }

            RequireOneAnswer(evaluations, filter, json, caseExact);
        }
    }

    private static bool IsJson(FilterExpression filter, byte[] json)
    {
        CompiledFilter strict = new FilterCompiler(new FilterCompilerOptions { EventReading = EventReading.Strict }).Compile(filter);
        return Evaluation.Answer(() => strict.Matches(json)) is not null;
    }

    private static void RequireNoOtherException(IReadOnlyList<Evaluation> evaluations, byte[] json)
    {
        foreach (Evaluation evaluation in evaluations)
        {
            if (evaluation.OnBytes is { } onBytes)
            {
                Evaluation.Answer(() => onBytes(json));
            }
        }
    }

    private static void RequireOneAnswer(IReadOnlyList<Evaluation> evaluations, FilterExpression filter, byte[] json, bool caseExact)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = OracleDepth });
        bool expected = NaiveEvaluator.Matches(filter, document.RootElement, caseExact);
        foreach (Evaluation evaluation in evaluations)
        {
            bool? actual = Evaluation.Answer(() => evaluation.On(json, document.RootElement));
            if (actual is null)
            {
                FaultException.Unless(
                    JsonDepth.Of(json) > FilterCompilerOptions.Default.MaxEventDepth, $"{evaluation.Name} refuses an event that is JSON.");
                continue;
            }

            FaultException.Unless(
                actual == expected, $"{evaluation.Name} (caseExact: {caseExact}) says {actual}, the oracle {expected}: {filter}");
        }
    }
}
