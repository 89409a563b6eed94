using Bunit;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Tests.Web;

public sealed class ListTableTests : KitContext
{
    private static readonly string[] codes = ["SMP-000001", "SMP-000002", "SMP-000003"];
    private static readonly Column<string>[] columns =
    [
        new("code", "Code", row => builder => builder.AddContent(0, row)) { SortKey = "code", Card = CardPlace.Head },
        new("length", "P", row => builder => builder.AddContent(0, row.Length)) { Numeric = true, Hint = "Passage" },
    ];

    private IReadOnlySet<string> selected = new HashSet<string> { "SMP-000002" };
    private Sort? sort;

    private IRenderedComponent<ListTable<string>> Show() => Render<ListTable<string>>(table => table
        .Add(t => t.Label, "Samples").Add(t => t.Rows, codes).Add(t => t.Columns, columns).Add(t => t.RowKey, row => row)
        .Add(t => t.RowHref, row => "/samples/" + row).Add(t => t.Selectable, true).Add(t => t.Total, 596).Add(t => t.FirstRow, 51)
        .Add(t => t.Selected, selected).Add(t => t.SelectedChanged, keys => selected = keys)
        .Add(t => t.Sort, sort).Add(t => t.SortChanged, next => sort = next));

    [Fact]
    public void Rows_say_what_is_selected_and_which_row_of_the_list_they_are()
    {
        var table = Show();
        Assert.Equal("596", table.Find("table").GetAttribute("aria-rowcount"));
        Assert.Equal(["false", "true", "false"], table.FindAll("tbody tr").Select(row => row.GetAttribute("aria-selected")));
        Assert.Equal(["51", "52", "53"], table.FindAll("tbody tr").Select(row => row.GetAttribute("aria-rowindex")));
    }

    [Fact]
    public void A_checkbox_adds_its_row_and_keeps_the_others()
    {
        Show().Find("tbody tr:nth-child(3) input").Change(true);
        Assert.Equal(["SMP-000002", "SMP-000003"], selected.Order());
    }

    [Fact]
    public void Clearing_a_checkbox_takes_only_its_row_away()
    {
        Show().Find("tbody tr:nth-child(2) input").Change(false);
        Assert.Empty(selected);
    }

    [Fact]
    public void The_head_selects_the_page_and_keeps_rows_of_other_pages()
    {
        selected = new HashSet<string> { "SMP-000900" };
        Show().Find("thead input").Change(true);
        Assert.Equal(["SMP-000001", "SMP-000002", "SMP-000003", "SMP-000900"], selected.Order());
    }

    [Fact]
    public void One_row_is_in_the_tab_order_and_opens_by_its_address()
    {
        var rows = Show().FindAll("tbody tr");
        Assert.Equal(["0", "-1", "-1"], rows.Select(row => row.GetAttribute("tabindex")));
        Assert.Equal("/samples/SMP-000001", rows[0].GetAttribute("data-href"));
    }

    [Fact]
    public void Only_columns_with_a_sort_key_can_be_pressed()
    {
        var table = Show();
        Assert.Single(table.FindAll("button.sort"));
        table.Find("button.sort").Click();
        Assert.Equal(new Sort("code", false), sort);
    }

    [Fact]
    public void The_first_column_is_frozen_beside_the_checkbox()
    {
        Assert.Equal(["cb frozen", "frozen f2 c-head", "num"], Show().FindAll("tbody tr:first-child td").Select(cell => cell.ClassName));
    }
}
