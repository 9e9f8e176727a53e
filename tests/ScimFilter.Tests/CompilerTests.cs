using System.Text;

namespace ScimFilter.Tests;

/// <summary>Shapes, the cache, layouts, threads, allocation.</summary>
public class CompilerTests
{
    private static readonly byte[] _event = Encoding.UTF8.GetBytes(
        """{"id":"i1","spaceId":"s1","data":{"status":"error","tags":["a","b"]}}""");

    [Theory]
    [InlineData("id eq \"1\" or spaceId eq \"2\"", "spaceId eq \"9\" or id eq \"8\"")]
    [InlineData("id eq \"1\" or id eq \"2\"", "id eq \"1\" or id eq \"2\" or id eq \"3\" or id eq \"4\" or id eq \"5\"")]
    [InlineData("a eq 1 and not (b eq 2 or c pr)", "b ne 7 and a eq 3 and not (c pr)")]
    [InlineData("a eq 1 and b eq 2 or a eq 3 and c eq 4", "a eq 9 and c eq 0 or b eq 1 and a eq 10")]
    [InlineData("a[b eq 1]", "a[b eq 2]")]
    public void Filters_that_differ_in_literals_or_order_share_a_shape(string left, string right)
    {
        FilterCompiler compiler = Support.Compiler();
        compiler.Compile(FilterExpression.Parse(left));
        long misses = compiler.GetStatistics().Misses;
        compiler.Compile(FilterExpression.Parse(right));
        Assert.Equal(misses, compiler.GetStatistics().Misses);
        Assert.True(compiler.GetStatistics().Hits >= 1);
    }

    [Theory]
    [InlineData("a eq 1", "b eq 1")]
    [InlineData("a eq 1", "a eq \"1\"")]
    [InlineData("a eq 1 and b eq 1", "a eq 1 or b eq 1")]
    [InlineData("a eq \"x\"", "a eq \"2020-01-01T00:00:00Z\"")]
    [InlineData("a gt 1", "not (a gt 1)")]
    [InlineData("a pr", "a eq null")]
    [InlineData("a gt 1 and b lt 2 and a le 3", "a gt 1 and b lt 2 and b le 3")]
    [InlineData("a pr or b pr or c pr and d pr", "a pr or b pr and c pr and d pr")]
    [InlineData("a pr or b pr and (c pr or d pr) or e pr and f pr", "a pr or b pr and (c pr or d pr or e pr and f pr)")]
    [InlineData("a eq 1 and b eq 1 and c eq 1", "a eq 1 and b eq 1 or c eq 1")]
    public void Others_do_not(string left, string right)
    {
        FilterCompiler compiler = Support.Compiler();
        compiler.Compile(FilterExpression.Parse(left));
        compiler.Compile(FilterExpression.Parse(right));
        Assert.Equal(2, compiler.GetStatistics().Shapes);
    }

    [Fact]
    public void The_cache_is_bounded_and_keeps_what_is_used()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { MaxShapes = 10 });
        FilterExpression used = FilterExpression.Parse("used eq 1");
        for (int i = 0; i < 100; i++)
        {
            compiler.Compile(FilterExpression.Parse($"a{i} eq 1"));
            compiler.Compile(used);
            Assert.InRange(compiler.GetStatistics().Shapes, 1, 10);
        }

        Assert.Equal(99, compiler.GetStatistics().Hits);
        Assert.Equal(101, compiler.GetStatistics().Misses);
    }

    [Fact]
    public void When_the_younger_half_is_full_the_older_one_goes()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { MaxShapes = 6, CodeGeneration = CodeGeneration.Immediate });
        string[] names = ["a", "b", "c", "d", "a", "e", "f", "a", "b", "c", "c"];
        (int Shapes, long Hits)[] expected = [(1, 0), (2, 0), (3, 0), (4, 0), (4, 1), (5, 1), (4, 1), (4, 2), (5, 2), (4, 2), (4, 3)];
        for (int i = 0; i < names.Length; i++)
        {
            compiler.Compile(FilterExpression.Parse($"{names[i]} eq 1 and {names[i]} gt 0"));
            FilterCompilerStatistics statistics = compiler.GetStatistics();
            Assert.Equal(expected[i], (statistics.Shapes, statistics.Hits));
            Assert.Equal(i + 1, statistics.Hits + statistics.Misses);
            Assert.Equal(statistics.Shapes, statistics.ShapesWithCode);
        }
    }

    [Fact]
    public void Slots_are_told_apart_whatever_their_number()
    {
        string ten = string.Join(" and ", "abcdefghij".Select(name => $"{name} gt 1"));
        FilterCompiler compiler = Support.Compiler();
        compiler.Compile(FilterExpression.Parse(ten + " and k lt 1 and a le 1"));
        compiler.Compile(FilterExpression.Parse(ten + " and a lt 1 and k le 1"));
        Assert.Equal(2, compiler.GetStatistics().Shapes);
    }

    [Fact]
    public void Code_is_generated_for_what_is_hot_only()
    {
        FilterCompiler compiler = Support.Compiler(generation: CodeGeneration.WhenHot);
        CompiledFilter compiled = compiler.Compile(FilterExpression.Parse("id eq \"i1\" and (spaceId sw \"s\" or data.status eq \"x\")"));
        Assert.Equal(0, compiler.GetStatistics().ShapesWithCode);
        Assert.True(
            SpinWait.SpinUntil(() => compiled.Matches(_event) && compiler.GetStatistics().ShapesWithCode == 1, TimeSpan.FromSeconds(30)));
        Assert.True(compiled.Matches(_event));
        Assert.Equal(1, Statistics(CodeGeneration.Immediate).ShapesWithCode);
        Assert.Equal(0, Statistics(CodeGeneration.Never).ShapesWithCode);

        static FilterCompilerStatistics Statistics(CodeGeneration generation)
        {
            FilterCompiler compiler = Support.Compiler(generation: generation);
            compiler.Compile(FilterExpression.Parse("a eq 1 and b eq 1"));
            return compiler.GetStatistics();
        }
    }

    [Theory]
    [InlineData(CodeGeneration.Never, "a pr and b pr", 1_000)]
    [InlineData(CodeGeneration.WhenHot, "a pr and b pr", 63)]
    [InlineData(CodeGeneration.WhenHot, "a pr", 1_000)]
    [InlineData(CodeGeneration.Immediate, "a pr", 1_000)]
    public void Code_is_not_generated_for_what_is_cold_or_a_single_test(CodeGeneration generation, string text, int calls)
    {
        FilterCompiler compiler = Support.Compiler(generation: generation);
        CompiledFilter compiled = compiler.Compile(FilterExpression.Parse(text));
        for (int i = 0; i < calls; i++)
        {
            Assert.False(compiled.Matches(_event));
        }

        // Code is generated in the background: what was queued before this comes before it.
        using var queue = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Set(), queue, preferLocal: false);
        queue.Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(0, compiler.GetStatistics().ShapesWithCode);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 0)]
    public void Code_is_generated_up_to_a_size(int terms, int shapesWithCode)
    {
        FilterCompiler compiler = Support.Compiler(generation: CodeGeneration.Immediate);
        compiler.Compile(FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, terms).Select(i => $"a{i} eq {i}"))));
        Assert.Equal(shapesWithCode, compiler.GetStatistics().ShapesWithCode);
    }

    [Fact]
    public void No_code_of_unbounded_size_is_generated()
    {
        FilterCompiler compiler = Support.Compiler(generation: CodeGeneration.Immediate);
        CompiledFilter compiled = compiler.Compile(
            FilterExpression.Parse(string.Join(" or ", Enumerable.Range(0, 200).Select(i => $"a{i} eq {i}"))));
        Assert.Equal(0, compiler.GetStatistics().ShapesWithCode);
        Assert.True(compiled.Matches("""{"a150":150}"""u8));
        Assert.False(compiled.Matches("""{"a150":151}"""u8));
    }

    [Theory]
    [InlineData("id eq \"i1\" and spaceId ne \"s2\" and data.status eq \"ERROR\"")]
    [InlineData("data.tags[value eq \"b\"] and id sw \"I\" and data.tags pr")]
    [InlineData("id eq \"1\" or id eq \"2\" or id eq \"3\" or id eq \"4\" or id eq \"i1\"")]
    public void Evaluating_bytes_allocates_nothing(string text)
    {
        CompiledFilter compiled = Support.Compiler(generation: CodeGeneration.Immediate).Compile(FilterExpression.Parse(text));
        for (int i = 0; i < 100; i++)
        {
            Assert.True(compiled.Matches(_event));
        }

        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                compiled.Matches(_event);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Many_filters_share_one_reading()
    {
        FilterCompiler compiler = Support.Compiler();
        CompiledFilter[] filters = [.. ((string[])["id eq \"i1\"", "spaceId eq \"x\"", "data.status pr",
            "data[status eq \"error\"]"]).Select(text => compiler.Compile(FilterExpression.Parse(text)))];
        var @event = new EventAttributes(new EventLayout(filters));
        Assert.Equal([false, false, false, false], filters.Select(filter => filter.Matches(@event)));
        @event.Read(_event);
        Assert.Equal([true, false, true, true], filters.Select(filter => filter.Matches(@event)));
        @event.Read("""{"spaceId":"x"}"""u8);
        Assert.Equal([false, true, false, false], filters.Select(filter => filter.Matches(@event)));
        @event.Read(new Dictionary<string, object?> { ["id"] = "i1" });
        Assert.Equal([true, false, false, false], filters.Select(filter => filter.Matches(@event)));
        Assert.False(compiler.Compile(FilterExpression.Parse("unknown eq 1")).Matches(@event));
    }

    [Fact]
    public void A_layout_is_for_filters_of_one_compiler()
    {
        Assert.Throws<ArgumentException>(() => new EventLayout());
        Assert.Throws<ArgumentException>(
            () => new EventLayout(FilterExpression.Parse("a pr").Compile(), FilterExpression.Parse("b pr").Compile()));
    }

    [Fact]
    public void Threads_share_a_compiler_and_its_filters()
    {
        var compiler = new FilterCompiler(new FilterCompilerOptions { MaxShapes = 8 });
        CompiledFilter shared = compiler.Compile(FilterExpression.Parse("id eq \"i1\" and data.tags[value eq \"b\"]"));
        Parallel.For(0, 2_000, i =>
        {
            Assert.True(shared.Matches(_event));
            Assert.Equal(
                i % 2 == 0, compiler.Compile(FilterExpression.Parse($"id eq \"i{(i % 2) + 1}\" and a{i % 20} eq null")).Matches(_event));
        });
    }
}
