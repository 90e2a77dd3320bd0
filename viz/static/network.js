// Draws the network whose data the page carries, and says in words which node is selected.
(function () {
  "use strict";
  var place = document.getElementById("network-graph");
  var holder = document.getElementById("network-data");
  var panel = document.getElementById("network-selected");
  if (!place || !holder || typeof vis === "undefined") return;
  var data = JSON.parse(holder.textContent);
  var nodes = new vis.DataSet(data.nodes);
  var network = new vis.Network(place, { nodes: nodes, edges: new vis.DataSet(data.edges) }, data.options);

  // Once laid out, nothing moves any more.
  network.once("stabilizationIterationsDone", function () {
    network.setOptions({ physics: false });
    network.fit();
    place.dataset.ready = "yes";
  });

  function paragraph(text) {
    var made = document.createElement("p");
    made.textContent = text;
    return made;
  }

  function show(id) {
    var node = nodes.get(id);
    panel.textContent = "";
    var link = document.createElement("a");
    link.href = node.url;
    link.textContent = node.title;
    var title = document.createElement("p");
    title.appendChild(link);
    panel.appendChild(title);
    panel.appendChild(paragraph("Liens dessinés : " + network.getConnectedEdges(id).length));
    var list = document.createElement("ul");
    network.getConnectedNodes(id).map(function (near) { return nodes.get(near); })
      .sort(function (a, b) { return b.value - a.value; })
      .forEach(function (near) {
        var item = document.createElement("li");
        item.textContent = near.title;
        list.appendChild(item);
      });
    panel.appendChild(list);
  }

  network.on("selectNode", function (event) { show(event.nodes[0]); });
  network.on("doubleClick", function (event) {
    if (event.nodes.length) window.location.href = nodes.get(event.nodes[0]).url;
  });
})();
