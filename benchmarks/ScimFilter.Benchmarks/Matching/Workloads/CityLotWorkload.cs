using System.Globalization;
using System.Text;

namespace ScimFilter.Benchmarks.Matching.Workloads;

/// <summary>
/// Records like the lots of a city that other matchers are measured with: some names first, then deep arrays of numbers that
/// nobody asks for; about 900 bytes. Five filters with one <c>eq</c> each.
/// </summary>
internal sealed class CityLotWorkload() : Workload("city lots", count: 5)
{
    private const int Lots = 40_000;

    public override EventSet Events(int count)
    {
        var random = new Random(count);
        return new EventSet(Enumerable.Range(0, count).Select(_ => new ReadOnlyMemory<byte>(WriteLot(random))));
    }

    public override SubscriptionSpec[] Subscriptions(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(i => Subscribe(Names.Id(Names.Kind.Subscription, 0, i), random))];
    }

    private static SubscriptionSpec Subscribe(string id, Random random)
    {
        string filter = random.Next(4) == 0 ? "properties.STREET eq \"VACSTWIL\"" : $"properties.MAPBLKLOT eq \"{random.Next(Lots):D7}\"";
        return new SubscriptionSpec(id, [], Tenant: null, filter);
    }

    private static byte[] WriteLot(Random random)
    {
        int lot = random.Next(Lots);
        string street = random.Next(200) == 0 ? "VACSTWIL" : $"STREET {lot % 977}";
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $$"""{"type":"Feature","properties":{"MAPBLKLOT":"{{lot:D7}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "BLKLOT":"{{lot:D7}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "BLOCK_NUM":"{{lot / 10:D4}}","LOT_NUM":"{{lot % 1_000:D3}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "FROM_ST":"{{lot % 3_000}}",""")
            .Append(CultureInfo.InvariantCulture, $$""" "TO_ST":"{{lot % 3_000}}","STREET":"{{street}}","ST_TYPE":null,"ODD_EVEN":"E"},""")
            .Append(""" "geometry":{"type":"Polygon","coordinates":[[""");
        int points = random.Next(8, 19);
        for (int i = 0; i < points; i++)
        {
            double longitude = -122.5 + (random.NextDouble() * 0.15);
            double latitude = 37.7 + (random.NextDouble() * 0.13);
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}[{longitude:F14},{latitude:F14},0.0]");
        }

        return Encoding.UTF8.GetBytes(text.Append("]]}}").ToString());
    }
}
