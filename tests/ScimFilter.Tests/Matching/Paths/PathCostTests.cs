using System.Globalization;

namespace ScimFilter.Tests.Matching.Paths;

/// <summary>An event checks the filters that access paths find, not those of everybody. Counted, not timed.</summary>
public class PathCostTests
{
    private const int Count = 10_000;

    [Theory]
    [InlineData("path sw \"/{0}/\"", """{"path":"/4321/a"}""", 1, 1)]
    [InlineData("path ew \"-{0}.x\"", """{"path":"a-4321.x"}""", 1, 1)]
    [InlineData("path co \"<{0}>\"", """{"path":"a <4321> b"}""", 1, 4)]
    [InlineData("path co \"{0}\"", """{"path":"a 94321"}""", 14, 60)]
    [InlineData("n ge {0} and n lt {1}", """{"n":4321.5}""", 1, 1)]
    [InlineData("n gt {0}", """{"n":2}""", 2, 3)]
    [InlineData("n le {0}", """{"n":9998.5}""", 1, 2)]
    [InlineData("not (n lt {0} or n ge {1})", """{"n":4321.5}""", 1, 1)]
    [InlineData("path ge \"/same/beginning/{0}\" and path lt \"/same/beginning/{0}!\"", """{"path":"/same/beginning/4321"}""", 1, 1)]
    [InlineData("a eq \"1\" and (path sw \"/{0}/\" or path ew \"/{0}\")", """{"a":"1","path":"/4321/b/77"}""", 2, 2)]
    [InlineData("items[k eq \"k{0}\" and v gt 1]", """{"items":[{"k":"a","v":2},{"k":"k4321","v":3}]}""", 1, 1)]
    [InlineData("tags sw \"/{0}/\"", """{"tags":["/4321/a","/77/b","none"]}""", 2, 2)]
    [InlineData("a ne \"x{0}\" and b ne \"y\"", """{"a":"z","b":"y"}""", 0, 1)]
    public void Few_are_checked(string filter, string json, int matches, int checks)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, Count).Select(i => Indexed.Subscription(i, Filter(filter, i))));
        AssertChecks(index, json, matches, checks);
    }

    /// <summary>The same, for filters that come one by one.</summary>
    [Theory]
    [InlineData("path sw \"/{0}/\"", """{"path":"/1321/a"}""", 1)]
    [InlineData("n ge {0} and n lt {1}", """{"n":1321.5}""", 1)]
    [InlineData("path co \"<{0}>\"", """{"path":"a <1321> b"}""", 1)]
    public void Few_are_checked_of_those_that_were_added(string filter, string json, int matches)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        for (int i = 0; i < 2_000; i++)
        {
            index.Set(i, Filter(filter, i));
        }

        AssertChecks(index, json, matches, matches + 60);
    }

    [Theory]
    [InlineData("n gt 5", """{"n":5}""", 0)]
    [InlineData("path co \"abc\"", """{"path":"xabcx"}""", Count)]
    [InlineData("a ne \"x\" and n lt 5", """{"a":"x","n":4}""", 0)]
    public void Equal_filters_are_checked_once(string filter, string json, int matches)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Load(Enumerable.Range(0, Count).Select(i => Indexed.Subscription(i, filter)));
        AssertChecks(index, json, matches, 1);
    }

    private static string Filter(string filter, int i) => string.Format(CultureInfo.InvariantCulture, filter, i, i + 1);

    private static void AssertChecks(SubscriptionIndex<int> index, string json, int matches, int checks)
    {
        long before = index.GetStatistics().ResidualChecks;
        Assert.Equal(matches, index.Match(System.Text.Encoding.UTF8.GetBytes(json), new int[Count]));
        Assert.InRange(index.GetStatistics().ResidualChecks - before, 0, checks);
    }
}
