namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>
/// The explanations of one answer: as many as fit, so that a large filter on many events makes no answer without end. For one thread.
/// </summary>
internal sealed class Explanations
{
    /// <summary>The most bytes that the explanations of an answer have, but for the last.</summary>
    public const int MaxBytes = 1 << 20;

    private int _left;

    private Explanations(int most) => _left = most;

    /// <summary>Makes the explanations of an answer.</summary>
    /// <param name="wanted">Whether the request wants them. Null: the request does not say, which counts as true.</param>
    public static Explanations For(bool? wanted) => new(wanted ?? true ? MaxBytes : 0);

    /// <summary>
    /// Explains why a filter holds on an event or not. Null if the caller wants no explanations, or the answer has its limit of them.
    /// </summary>
    public ExplanationBody? Explain(FilterCompiler compiler, FilterExpression filter, ReadOnlySpan<byte> utf8Event)
    {
        if (_left <= 0)
        {
            return null;
        }

        var body = ExplanationBody.Of(compiler.Explain(filter, utf8Event));
        _left -= body.LengthOf();
        return body;
    }
}
