using System.Globalization;
using System.Text;
using System.Text.Json;
using ScimFilter.Oracle;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>
/// Access paths change no answer. The filters have few attributes and few values, so that one key has long lists, whose prefixes, parts and
/// bounds coincide; the lists are loaded, merged, and added to one by one.
/// </summary>
public class PathLawTests
{
    private static readonly string[] _texts =
        ["", "a", "A", "ab", "abc", "abcd", "ABCDE", "bcde", "/a/b/c", "/a/b/cd", "ß", "ſs", "K", "k", "𐐀x", "𐐨X", "\uFFFDz", "2024-05-01"];

    private static readonly string[] _numbers = ["-12", "-1.5", "0", "1", "1.0", "2", "10", "10.01", "1e3", "1e70", "12345678901234567"];

    private static readonly string[] _instants =
        ["2024-05-01T00:00:00Z", "2024-05-01T02:00:00+02:00", "2024-05-01T00:00:00.5Z", "2024-05-02T00:00:00Z", "1999-12-31T23:59:60Z"];

    private static readonly string[] _orders = ["gt", "ge", "lt", "le"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void The_index_answers_as_one_by_one_evaluation_does(int seed, bool caseExact)
    {
        var random = new Random(seed);
        SubscriptionIndex<int> index = Indexed.Index(caseExact: caseExact);
        var naive = new NaiveIndex(caseExact);
        for (int round = 0; round < 6; round++)
        {
            Change(index, naive, random);
            for (int i = 0; i < 25; i++)
            {
                string json = Event(random);
                using var document = JsonDocument.Parse(json);
                Assert.Equal(naive.Match(document.RootElement), index.Match(json));
            }
        }
    }

    private static void Change(SubscriptionIndex<int> index, NaiveIndex naive, Random random)
    {
        Subscription<int>[] loaded = [.. Enumerable.Range(0, random.Next(400)).Select(_ => Subscription(random))];
        index.Load(loaded);
        foreach (Subscription<int> subscription in loaded)
        {
            naive.Set(subscription.Id, subscription.EventTypes, subscription.Filter);
        }

        for (int i = 0; i < 200; i++)
        {
            Subscription<int> subscription = Subscription(random);
            if (random.Next(4) == 0)
            {
                Assert.Equal(naive.Remove(subscription.Id), index.Remove(subscription.Id));
                continue;
            }

            index.Set(subscription.Id, subscription.EventTypes, subscription.Filter);
            naive.Set(subscription.Id, subscription.EventTypes, subscription.Filter);
        }
    }

    private static Subscription<int> Subscription(Random random) =>
        new(random.Next(700), random.Next(2) == 0 ? [] : ["t"], FilterExpression.Parse(Filter(random, depth: 2)));

    private static string Filter(Random random, int depth) => random.Next(depth > 0 ? 12 : 8) switch
    {
        0 => $"s {Pick(random, "sw", "ew", "co", "eq", "ne")} {Text(random)}",
        1 => $"tags {Pick(random, "sw", "ew", "co", "ne")} {Text(random)}",
        2 => $"n {Pick(random, _orders)} {Pick(random, _numbers)}",
        3 => $"n ge {Pick(random, _numbers)} and n lt {Pick(random, _numbers)}",
        4 => $"d {Pick(random, [.. _orders, "eq", "ne"])} \"{Pick(random, _instants)}\"",
        5 => $"s {Pick(random, _orders)} {Text(random)}",
        6 => Pick(random, "s pr", "s eq null", "tags pr", "n ne null", "d eq null", "b eq true"),
        7 => $"items[k {Pick(random, "eq", "sw")} {Text(random)} and v {Pick(random, _orders)} {Pick(random, _numbers)}]",
        8 => $"not ({Filter(random, depth - 1)})",
        9 => $"({Filter(random, depth - 1)}) or ({Filter(random, depth - 1)})",
        _ => $"({Filter(random, depth - 1)}) and ({Filter(random, depth - 1)})",
    };

    private static string Event(Random random)
    {
        string[] members =
        [
            random.Next(2) == 0 ? "\"type\":\"t\"" : "\"type\":\"u\"",
            $"\"s\":{Value(random, Text)}",
            $"\"tags\":{Value(random, Text)}",
            $"\"n\":{Value(random, one => Pick(one, _numbers))}",
            $"\"d\":{Value(random, one => one.Next(4) == 0 ? Text(one) : $"\"{Pick(one, _instants)}\"")}",
            $"\"b\":{Pick(random, "true", "false", "null", "1")}",
            $"\"items\":{Value(random, one => $$"""{"k":{{Text(one)}},"v":{{Pick(one, _numbers)}}}""")}",
        ];
        return "{" + string.Join(',', members.Where(_ => random.Next(8) > 0)) + "}";
    }

    private static string Value(Random random, Func<Random, string> value) => random.Next(6) switch
    {
        0 => "null",
        1 => "{}",
        2 => "[" + string.Join(',', Enumerable.Range(0, random.Next(30)).Select(_ => value(random))) + "]",
        _ => value(random),
    };

    private static string Text(Random random)
    {
        string text = Pick(random, _texts) + (random.Next(3) == 0 ? random.Next(20).ToString(CultureInfo.InvariantCulture) : "");
        return JsonSerializer.Serialize(text);
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
