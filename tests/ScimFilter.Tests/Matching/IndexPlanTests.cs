namespace ScimFilter.Tests.Matching;

/// <summary>What planning a subscription costs.</summary>
public class IndexPlanTests
{
    /// <summary>
    /// A plan for reading is made once for all attributes that a filter adds, or a filter within the limits holds up every writer for
    /// seconds.
    /// </summary>
    [Fact]
    public void A_filter_that_asks_for_a_thousand_new_attributes_takes_memory_in_proportion()
    {
        FilterExpression filter = FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, 1_024).Select(i => $"a{i} eq 1")));
        var index = new SubscriptionIndex<int>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, ["t"], filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 64 << 20);
        Assert.Equal([1], index.Match("""{"type":"t","a1023":1}"""));
        Assert.Equal([], index.Match("""{"type":"t","a1024":1}"""));
    }

    /// <summary>Multiplied out, its alternatives together have a hundred times the keys that it has itself.</summary>
    [Fact]
    public void A_filter_of_lists_in_lists_takes_memory_in_proportion()
    {
        const int Levels = 62;
        const int Width = 8;
        string text = "z eq 1";
        for (int level = 1; level <= Levels; level++)
        {
            IEnumerable<string> all = Enumerable.Range(0, Width).Select(i => $"a{level}x{i} eq 1");
            IEnumerable<string> any = Enumerable.Range(0, Width).Select(i => $"b eq {(level * Width) + i}");
            text = $"{string.Join(" and ", all)} and ({string.Join(" or ", any)} or {text})";
        }

        string outermost = string.Join(',', Enumerable.Range(0, Width).Select(i => $"\"a{Levels}x{i}\":1"));
        string every = string.Join(
            ',', Enumerable.Range(1, Levels).SelectMany(level => Enumerable.Range(0, Width).Select(i => $"\"a{level}x{i}\":1")));
        FilterExpression filter = FilterExpression.Parse(text);
        var index = new SubscriptionIndex<int>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        index.Set(1, [], filter);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 32 << 20);
        Assert.Equal([1], index.Match($$"""{{{outermost}},"b":{{Levels * Width}}}"""));
        Assert.Equal([], index.Match($$"""{{{outermost}},"b":{{Width}}}"""));
        Assert.Equal([1], index.Match($$"""{{{every}},"b":{{Width}}}"""));
        Assert.Equal([1], index.Match($$"""{{{every}},"z":1}"""));
        Assert.Equal([], index.Match($$"""{{{every}},"z":2}"""));
    }

    [Theory]
    [InlineData("a eq \"1\" or a eq \"1\" or a eq \"1\"", 1)]
    [InlineData("a eq \"1\" and a eq \"1\"", 1)]
    [InlineData("a eq \"1\" and (b eq \"2\" or b eq \"2\")", 1)]
    [InlineData("(a eq \"1\" or b eq \"2\") and (a eq \"1\" or b eq \"2\")", 3)]
    [InlineData("not (a ne \"1\" and b ne \"2\")", 2)]
    public void What_a_filter_repeats_costs_nothing(string filter, long entries)
    {
        SubscriptionIndex<int> index = Indexed.Index();
        index.Set(1, filter);
        Assert.Equal([1], index.Match("""{"a":"1","b":"2"}"""));
        Assert.Equal([], index.Match("""{"a":"2","b":"1"}"""));
        SubscriptionIndexStatistics statistics = index.GetStatistics();
        Assert.Equal((entries, 0L), (statistics.Entries, statistics.ResidualChecks));
    }
}
