namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>What a filter or an event of a <see cref="Kind"/> is made from.</summary>
/// <param name="Number">The number of the filter, or of the filter that the event is to match; below <paramref name="Domain"/>.</param>
/// <param name="Domain">The count of numbers: as many as there are filters, or fewer, so that several filters have the same bounds.</param>
/// <param name="Index">The position of the filter or event in its workload.</param>
/// <param name="Random">The source of everything that the number does not determine.</param>
/// <param name="InCapitals">Whether the texts of the event are in capitals.</param>
internal readonly record struct Draw(int Number, int Domain, int Index, Random Random, bool InCapitals)
{
    /// <summary>Whether this event is one of the few that meet a condition which a <paramref name="part"/>th of all filters have.</summary>
    /// <remarks>The expected number of matches stays one for each event. One early event is always among them, to be verified.</remarks>
    public bool IsRare(int part) => Index == 3 || Random.Next(Domain) < part;

    /// <summary>Gives the draw of one tenant, where every so many numbers fall to one.</summary>
    public Draw OfOneIn(int tenants) => this with { Number = Number / tenants, Domain = ((Domain - 1) / tenants) + 1 };

    /// <summary>Gives a text as the event has it.</summary>
    public string Text(string text) => InCapitals ? text.ToUpperInvariant() : text;

    /// <summary>Picks any of some words.</summary>
    public string Pick(params ReadOnlySpan<string> words) => words[Random.Next(words.Length)];
}
