using System.Globalization;

namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>The mixture, with every other subscription asking what no key can answer: <c>sw co ew gt ge lt le pr not</c>.</summary>
internal sealed class RichWorkload(string name, int count, int tenants) : MixtureWorkload(name, count, tenants)
{
    private static readonly string[] _starts = ["Quarterly", "Weekly", "Regional", "Global", "D"];
    private static readonly string[] _parts = ["sales", "costs", "by", "o"];
    private static readonly string[] _ends = ["region", "product", "(copy)", "2"];
    private static readonly string[] _kinds = ["reload", "publish", "import", "export"];

    protected override string? Rest(int tenant, Random random) => random.Next(2) == 0 ? base.Rest(tenant, random) : random.Next(9) switch
    {
        0 => $"data.name sw \"{_starts[random.Next(_starts.Length)]}\"",
        1 => $"data.name co \"{_parts[random.Next(_parts.Length)]}\"",
        2 => $"data.name ew \"{_ends[random.Next(_ends.Length)]}\"",
        3 => Number("data.size.memory gt", random.Next(1 << 22)),
        4 => $"time ge \"2026-03-{random.Next(1, 31):D2}T00:00:00Z\"",
        5 => Number("data.size.disk lt", random.Next(1 << 24)),
        6 => Number("data.trigger.attempt le", random.Next(1, 4)),
        7 => "data.error pr",
        _ => $"not (data.kind eq \"{_kinds[random.Next(_kinds.Length)]}\")",
    };

    private static string Number(string comparison, int value) => string.Create(CultureInfo.InvariantCulture, $"{comparison} {value}");
}
