using System.Collections;

namespace ScimFilter.Tests.Matching;

/// <summary>What one subscription puts into an index is in proportion to its filter and its event types.</summary>
public class IndexProportionTests
{
    [Theory]
    [InlineData(512, 512, 0)]
    [InlineData(512, 512, 1)]
    [InlineData(300, 700, 3)]
    [InlineData(1_024, 1, 10_000)]
    [InlineData(20, 2, 2_000)]
    [InlineData(1, 1, 10_000)]
    public void Two_lists_and_many_types_take_memory_in_proportion(int left, int right, int types)
    {
        string[] names = [.. Enumerable.Range(0, types).Select(i => $"t{i}")];
        FilterExpression filter = FilterExpression.Parse(
            $"({List("a", left)}) and ({List("b", right)})", new FilterOptions { MaxComparisons = 2_000 });
        var index = new SubscriptionIndex<int>();
        index.Set(1, names, filter);
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, names, filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4_000 * (64 + left + right + types));
        Assert.InRange(index.GetStatistics().Entries, 1, 2 * Math.Max(256, 4 * (left + right + types)));
        string type = types == 0 ? "any" : $"t{types - 1}";
        Assert.Equal([1], index.Match($$"""{"type":"{{type}}","a":"{{left - 1}}","b":"{{right - 1}}"}"""));
        Assert.Equal([1], index.Match($$"""{"type":"{{type}}","a":["x","0"],"b":["0","{{right - 1}}"]}"""));
        Assert.Equal([], index.Match($$"""{"type":"{{type}}","a":"{{left}}","b":"{{right - 1}}"}"""));
        Assert.Equal([], index.Match($$"""{"type":"{{type}}","a":"{{left - 1}}","b":"{{right}}"}"""));
        Assert.Equal(types == 0 ? [1] : [], index.Match($$"""{"type":"u","a":"{{left - 1}}","b":"{{right - 1}}"}"""));
    }

    /// <summary>Each alternative leaves something of its own to be checked, and a long list that is the same for all.</summary>
    [Theory]
    [InlineData("eq", 0)]
    [InlineData("co", 0)]
    [InlineData("co", 300)]
    public void What_alternatives_leave_to_be_checked_is_in_proportion(string @operator, int types)
    {
        const int count = 300;
        string any = string.Join(" or ", Enumerable.Range(0, count).Select(i => $"(a{i % 5} eq \"{i}\" and x co \"{i % 10}\")"));
        string list = List("b", count, @operator);
        FilterExpression filter = FilterExpression.Parse($"({any} or x sw \"7\") and ({list})");
        string[] names = [.. Enumerable.Range(0, types).Select(i => $"t{i}")];
        var index = new SubscriptionIndex<int>();
        index.Set(1, names, filter);
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, names, filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 16 << 20);
        Assert.InRange(index.GetStatistics().Bytes, 1, 2 << 20);
        Assert.Equal([1], index.Match("""{"type":"t1","a2":"17","x":"_7_","b":"299"}"""));
        Assert.Equal([], index.Match("""{"type":"t1","a2":"17","x":"_8_","b":"299"}"""));
        Assert.Equal([1], index.Match("""{"type":"t1","a2":"0","x":"7","b":["299"]}"""));
        Assert.Equal([], index.Match("""{"type":"t1","a2":"17","x":"_7_","b":"x"}"""));
        Assert.Equal(types == 0 ? [1] : [], index.Match("""{"type":"u","a2":"17","x":"_7_","b":"299"}"""));
    }

    /// <summary>However many event types there are, an event of another type does not look at the subscription.</summary>
    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void Event_types_are_keys_however_many_they_are(int types)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        string[] names = [.. Enumerable.Range(0, types).Select(i => $"t{i}")];
        index.Load(Enumerable.Range(0,
            40).Select(key => new Subscription<int>(key, names, key % 2 == 0 ? null : FilterExpression.Parse("a sw \"x\""))));
        index.Set(40, names, FilterExpression.Parse("a co \"y\" or b eq \"1\""));
        Assert.Empty(index.Match("""{"type":"u","a":"xy","b":"2"}"""));
        Assert.Equal(0, index.GetStatistics().ResidualChecks);
        Assert.Equal(Enumerable.Range(0, 41), index.Match($$"""{"type":"t{{types - 1}}","a":"xy","b":"1"}"""));
        index.Set(7, ["u"], null);
        Assert.True(index.Remove(9));
        Assert.Equal([.. Enumerable.Range(0, 41).Except([7, 9])], index.Match("""{"type":"t0","a":"xy"}"""));
        Assert.Equal([7], index.Match("""{"type":"u","a":"xy"}"""));
    }

    /// <summary>
    /// Each subscription has event types of its own, and all have one list in common: an event finds its own one by both together.
    /// </summary>
    [Theory]
    [InlineData(23, 11)]
    [InlineData(24, 11)]
    [InlineData(25, 40)]
    [InlineData(102, 10)]
    [InlineData(400, 4)]
    public void Types_and_alternatives_are_keys_together(int types, int alternatives)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        FilterExpression filter = FilterExpression.Parse(List("region", alternatives));
        index.Load(Enumerable.Range(0, 40).Select(
            key => new Subscription<int>(key, [.. Enumerable.Range(0, types).Select(type => $"t{key}_{type}")], filter)));
        Assert.Equal([7], index.Match($$"""{"type":"t7_{{types - 1}}","region":"{{alternatives - 1}}"}"""));
        Assert.Empty(index.Match($$"""{"type":"t7_{{types}}","region":"0"}"""));
        Assert.Equal(0, index.GetStatistics().ResidualChecks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Many_types_are_checked_once_where_no_further_template_may_be(int templates)
    {
        var index = new SubscriptionIndex<int>(new SubscriptionIndexOptions { MaxTemplates = templates });
        string[] names = [.. Enumerable.Range(0, 500).Select(i => $"t{i}")];
        index.Set(1, [], FilterExpression.Parse("z eq 1"));
        index.Set(2, names, FilterExpression.Parse(List("a", 500)));
        index.Set(3, names, FilterExpression.Parse("z eq 1 and (a eq \"1\" or c co \"x\") and b ne \"2\""));
        Assert.InRange(index.GetStatistics().Bytes, 1, 1 << 20);
        Assert.Equal([1, 2, 3], index.Match("""{"type":"t499","z":1,"a":"1"}"""));
        Assert.Equal([1], index.Match("""{"type":"t500","z":1,"a":"1"}"""));
        Assert.Equal([2], index.Match("""{"type":"t7","z":2,"a":["x","1"]}"""));
        Assert.Equal([1, 2], index.Match("""{"type":"t7","z":[2,1],"a":["x","1"],"b":"2"}"""));
    }

    [Fact]
    public void Filters_that_are_no_keys_count_as_memory()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, "a eq \"1\" and b co \"x\"");
        long before = index.GetStatistics().Bytes;
        index.Set(1, $"a eq \"1\" and b co \"{new string('x', 8_000)}\"");
        Assert.InRange(index.GetStatistics().Bytes - before, 4_000, 40_000);
    }

    /// <summary>The caller's list of event types is read before writers wait for each other, and so is the filter.</summary>
    [Fact]
    public async Task One_writer_is_planned_while_another_writes()
    {
        SubscriptionIndex<int> index = Indexed.Index();
        Task other = Task.CompletedTask;
        var types = new Observed(["t"], () => other = Task.Run(() => index.Set(2, "a eq \"1\""))
            .WaitAsync(TimeSpan.FromMinutes(1)));
        index.Set(1, types, FilterExpression.Parse("a eq \"1\""));
        await other;
        Assert.Equal([1, 2], index.Match("""{"type":"t","a":"1"}"""));
    }

    private static string List(string attribute, int count, string @operator = "eq") =>
        string.Join(" or ", Enumerable.Range(0, count).Select(i => $"{attribute} {@operator} \"{i}\""));

    /// <summary>Runs something to its end each time when it is enumerated.</summary>
    private sealed class Observed(string[] items, Func<Task> enumerated) : IReadOnlyCollection<string>
    {
        public int Count => items.Length;

        public IEnumerator<string> GetEnumerator()
        {
            enumerated().GetAwaiter().GetResult();
            return ((IEnumerable<string>)items).GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
