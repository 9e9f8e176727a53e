using ScimFilter.Schema;

namespace ScimFilter.Repl.Interactive;

/// <summary>How lines are understood; commands change it.</summary>
internal sealed class ReplSettings
{
    public FilterSyntax Syntax { get; set; }

    public bool IsCaseExact { get; set; }

    /// <summary>Gets or sets what filters are checked against; null for nothing.</summary>
    public FilterSchema? Schema { get; set; }

    public FilterOptions ParseOptions => new() { Syntax = Syntax };

    public FilterCompilerOptions CompilerOptions => new()
    {
        CaseExact = IsCaseExact,
        EventReading = EventReading.Strict,
        Schema = Schema,
    };
}
