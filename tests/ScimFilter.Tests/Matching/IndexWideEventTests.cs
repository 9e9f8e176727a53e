using System.Text;
using System.Text.Json;
using ScimFilter.Oracle;

namespace ScimFilter.Tests.Matching;

/// <summary>
/// Events with very many values and combinations of values: each way in which the index looks for keys gives what one-by-one evaluation
/// gives, also of segments that grow meanwhile.
/// </summary>
public class IndexWideEventTests
{
    private static readonly string[] _attributes = ["tenant", "a", "b", "c"];

    /// <summary>
    /// From some arrays on the combinations are more than the keys, from others on fewer; some attributes select well and some hardly.
    /// </summary>
    [Theory]
    [InlineData(50, 40, 3)]
    [InlineData(3_000, 60, 20)]
    [InlineData(12_000, 3_000, 120)]
    [InlineData(12_000, 200, 90)]
    public void Answers_are_those_of_one_by_one_evaluation(int subscriptions, int domain, int values)
    {
        var random = new Random(subscriptions + domain);
        var index = new SubscriptionIndex<int>();
        var naive = new NaiveIndex(caseExact: false);
        Subscription<int>[] first = [.. Enumerable.Range(0, subscriptions).Select(key => RandomSubscription(random, key, domain))];
        index.Load(first);
        Array.ForEach(first, one => naive.Set(one.Id, one.EventTypes, one.Filter));
        AssertSame(index, naive, random, domain, values);
        for (int i = 0; i < subscriptions / 3; i++)
        {
            Subscription<int> one = RandomSubscription(random, random.Next(subscriptions * 5 / 4), domain);
            if (i % 4 == 0)
            {
                Assert.Equal(naive.Remove(one.Id), index.Remove(one.Id));
                continue;
            }

            index.Set(one.Id, one.EventTypes, one.Filter);
            naive.Set(one.Id, one.EventTypes, one.Filter);
            if (i % (subscriptions / 9) == 0)
            {
                AssertSame(index, naive, random, domain, values);
            }
        }

        AssertSame(index, naive, random, domain, values);
    }

    /// <summary>
    /// The lists of keys by value are made once events have asked for them often enough, and later keys are added to them.
    /// </summary>
    [Fact]
    public void Keys_that_come_later_are_found_as_well()
    {
        const int count = 6_000;
        var index = new SubscriptionIndex<int>();
        index.Load(Enumerable.Range(0, count).Select(key => Pair(key, key)));
        byte[] wide = Encoding.UTF8.GetBytes($$"""{"tenant":"t","a":{{ArrayOf(0, 300)}},"b":{{ArrayOf(0, 300)}}}""");
        long before = index.GetStatistics().Bytes;
        Assert.Equal(Enumerable.Range(0, 300), Indexed.Sorted(index.Match(wide)));
        Assert.True(index.GetStatistics().Bytes > before, "There are no lists.");
        for (int i = 0; i < 3_000; i++)
        {
            Subscription<int> one = Pair(i % 2 == 0 ? i : count + i, i % 500);
            index.Set(one.Id, one.EventTypes, one.Filter);
            if (i % 250 == 0)
            {
                Assert.Contains(
                    one.Id,
                    Indexed.Sorted(
                        index.Match(Encoding.UTF8.GetBytes($$"""{"tenant":"t","a":{{ArrayOf(0, 500)}},"b":{{ArrayOf(0, 500)}}}"""))));
            }
        }

        IEnumerable<int> expected = Enumerable.Range(0, count + 3_000)
            .Where(key => key < count ? (key < 3_000 && key % 2 == 0 ? key % 500 < 300 : key < 300) : key % 2 == 1
                && (key - count) % 500 < 300);
        Assert.Equal(expected, Indexed.Sorted(index.Match(wide)));
    }

    /// <summary>A value counts once, however often an array has it, so that repeated values make no combinations.</summary>
    [Theory]
    [InlineData(300, 1)]
    [InlineData(5_000, 2)]
    public void Repeated_values_are_one(int length, int distinct)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"v0\" and b eq \"v0\"");
        index.Set(2, $"a eq \"v{distinct}\" and b eq \"v0\"");
        index.Set(3, "a ne \"v0\"");
        index.Set(4, $"a ne \"v{distinct}\"");
        string array = JsonSerializer.Serialize(Enumerable.Range(0, length).Select(i => $"v{i % distinct}"));
        Assert.Equal([1, 4], index.Match($$"""{"a":{{array}},"b":{{array}}}"""));
    }

    [Theory]
    [InlineData("a eq \"v1\" and a eq \"v9\"", true)]
    [InlineData("a eq \"v1\" and a eq \"w\"", false)]
    [InlineData("a eq \"v1\" and a ne \"v9\"", false)]
    [InlineData("a eq \"V1\" and a ne \"w\" and a eq \"V0\"", true)]
    [InlineData("a eq \"v1\" and a eq 7 and a eq true", true)]
    [InlineData("a eq \"v1\" and a eq 8", false)]
    [InlineData("a eq \"v1\" and a ne 7", false)]
    [InlineData("a eq \"é\" and a eq \"É\"", true)]
    public void Several_values_of_one_attribute_may_be_asked_for(string filter, bool matches)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, filter);
        string array = JsonSerializer.Serialize(
            Enumerable.Range(0, 5_000).Select(i => (object)$"v{i % 10}").Append(7).Append(true).Append("é"));
        Assert.Equal(matches ? [1] : [], index.Match($$"""{"a":{{array}}}"""));
    }

    private static Subscription<int> Pair(int key, int value) =>
        new(key, [], FilterExpression.Parse($"tenant eq \"t\" and a eq \"v{value}\" and b eq \"v{value}\""));

    private static Subscription<int> RandomSubscription(Random random, int key, int domain)
    {
        var terms = new List<string> { $"tenant eq \"v{random.Next(3)}\"" };
        foreach (string attribute in _attributes[1..])
        {
            string value = $"\"v{random.Next(attribute == "c" ? 8 : domain)}\"";
            switch (random.Next(12))
            {
                case 0:
                    terms.Add($"{attribute} ne {value}");
                    break;
                case < 11:
                    terms.Add($"{attribute} eq {value}");
                    break;
                default:
                    break;
            }
        }

        string[] types = random.Next(3) == 0 ? ["t", "u"] : [];
        return new Subscription<int>(key, types, FilterExpression.Parse(string.Join(" and ", terms)));
    }

    private static void AssertSame(SubscriptionIndex<int> index, NaiveIndex naive, Random random, int domain, int values)
    {
        string Values(int among, int count) => ArrayOf(random.Next(among), count);
        for (int i = 0; i < 3; i++)
        {
            string tenant = i == 0 ? "\"v1\"" : """["v1",["v2"]]""";
            string json = $$"""{"type":"t","tenant":{{tenant}},"a":{{Values(domain, values)}},"b":[{{Values(domain, values)}},["v1"]],"c":{{Values(4, 5)}}}""";
            byte[] text = Encoding.UTF8.GetBytes(json);
            using JsonDocument document = JsonDocument.Parse(text);
            int[] expected = naive.Match(document.RootElement);
            Assert.Equal(expected, Indexed.Sorted(index.Match(text)));
            Assert.Equal(expected, Indexed.Sorted(index.Match(document.RootElement)));
            var batch = new List<int>();
            index.Match([text, "{}"u8.ToArray(), text], (number, key) => batch.AddRange(number == 1 ? [] : [key]));
            Assert.Equal([.. expected, .. expected], batch.Take(expected.Length).Order().Concat(batch.Skip(expected.Length).Order()));
        }
    }

    private static string ArrayOf(int from, int count) =>
        JsonSerializer.Serialize(Enumerable.Range(from, count).Select(value => $"v{value}"));
}
